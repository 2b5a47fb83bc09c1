import type { WorkVerdict } from '@parley/contracts';
import { CircleAlertIcon, CircleCheckIcon, TriangleAlertIcon } from 'lucide-react';
import { cn } from '@/lib/utils';
import { VERDICT_TONE } from '../describe-work';

const ICON = { fine: CircleCheckIcon, late: TriangleAlertIcon, stuck: CircleAlertIcon };

/** In one line for who asks whether anything is stuck; below it, why. */
export const Verdict = ({ verdict: { level, title, reasons } }: { verdict: WorkVerdict }) => {
  const Icon = ICON[level];
  return (
    <div role="status" className="grid gap-1.5">
      <h2 className={cn('flex items-center gap-2 font-semibold text-body', VERDICT_TONE[level])}>
        <Icon className="size-4.5 shrink-0" aria-hidden="true" />
        {title}
      </h2>
      {reasons.length > 0 && (
        <ul className="grid max-w-prose gap-1 pl-6.5 text-pretty text-ui">
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
    </div>
  );
};
