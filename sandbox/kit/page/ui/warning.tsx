import { TriangleAlert } from 'lucide-react';

/** Slack's triangle beside what did not work. */
export function Warning({ children }: { children: string }) {
  return (
    <p role="alert" className="flex items-start gap-1.5 text-ui text-warning-text">
      <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
      <span>{children}</span>
    </p>
  );
}
