import type { WorkVerdict } from '@parley/contracts';
import { CircleAlertIcon } from 'lucide-react';
import { Link } from 'react-router-dom';

/** On the other pages of administrators: something is stuck, and where to look. */
export const StuckBanner = ({ verdict: { title, reasons } }: { verdict: WorkVerdict }) => (
  <p
    role="status"
    className="mb-5 flex items-start gap-2 rounded-lg bg-danger-soft px-3 py-2.5 text-danger-text text-ui"
  >
    <CircleAlertIcon className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
    <span className="min-w-0 flex-1 text-pretty">
      <span className="font-semibold">{title}.</span> {reasons[0]}{' '}
      <Link to="/admin/queues" className="underline underline-offset-4">
        See the queues
      </Link>
    </span>
  </p>
);
