import { each } from '#kit/page';
import type { OpenedMail } from '../data/types';

/** Headers that tell where a mail came from and what it is. Only the topmost Authentication-Results is the server's own. */
const SHOWN = [
  ...['From', 'Reply-To', 'To', 'Cc', 'Subject', 'Date', 'Message-ID', 'In-Reply-To', 'Return-Path'],
  ...['Authentication-Results', 'Auto-Submitted', 'Precedence', 'X-Auto-Response-Suppress', 'List-Id', 'X-Mailer'],
];

export function Details({ headers }: Pick<OpenedMail, 'headers'>) {
  const found = SHOWN.flatMap(
    (name) => headers.find((header) => header.name.toLowerCase() === name.toLowerCase()) ?? [],
  );
  return (
    <details className="text-ui">
      <summary className="touch mb-1 w-fit text-quiet hover:text-foreground pointer-coarse:pt-3">Details</summary>
      <dl className="mb-2 grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 rounded-lg border bg-code px-3 py-2 text-2xs max-sm:grid-cols-1">
        {each(found, ({ name, value }) => (
          <>
            <dt className="text-quiet">{name}</dt>
            <dd className="font-mono [overflow-wrap:anywhere] max-sm:pb-1">{value.replace(/\s+/g, ' ')}</dd>
          </>
        ))}
      </dl>
    </details>
  );
}
