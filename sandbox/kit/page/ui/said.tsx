import { useIsDown } from '../data/line';
import { useSaid } from './say';

/** What `say` tells. */
export function Said() {
  const text = useSaid();
  return (
    <p
      role="status"
      className="fixed bottom-4 left-1/2 z-20 max-w-[calc(100vw-2rem)] -translate-x-1/2 rounded-lg bg-foreground px-4 py-2 text-ui text-page shadow-pop empty:hidden"
    >
      {text}
    </p>
  );
}

/** @param name of the stand-in: "The local Slack" */
export function DownLine({ name }: { name: string }) {
  const isDown = useIsDown();
  if (!isDown) return null;
  return (
    <p role="status" className="shrink-0 bg-warning-soft px-5 py-1 text-ui text-warning-text">
      {name} does not answer. Is Parley still running?
    </p>
  );
}
