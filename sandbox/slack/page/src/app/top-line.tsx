import { ArrowUpRight, Wrench } from 'lucide-react';
import { go, usePlace } from '../data/place';
import type { WholeState } from '../data/types';
import { webOrigin } from '../lib/safe-url';

/** Where Parley is: told by the link that led here, or by where it listens for events. */
const parleyOf = (given: string | null, whole: WholeState | undefined): string | null =>
  webOrigin(given) ?? (whole?.connection?.mode === 'http' ? asTyped(webOrigin(whole.connection.eventsUrl)) : null);

/** People type the name of their machine, and are signed in under it. */
const asTyped = (origin: string | null): string | null => origin?.replace('//127.0.0.1:', '//localhost:') ?? null;

/** Says what this is, and leads back. */
export function TopLine({ whole }: { whole: WholeState | undefined }) {
  const { as, parley, drawer } = usePlace();
  const back = parleyOf(parley, whole);
  return (
    <header className="flex shrink-0 items-center gap-3 bg-sidebar px-3 py-1 text-ui text-on-sidebar-quiet max-sm:gap-2">
      <h1 className="sr-only">Local Slack</h1>
      <p className="min-w-0 grow truncate">
        <span className="max-sm:sr-only">A local Slack for trying Parley. </span>
        Nothing leaves this machine.
      </p>
      {as && (
        <button
          type="button"
          aria-expanded={drawer === 'trouble'}
          onClick={() => go({ drawer: drawer === 'trouble' ? null : 'trouble' })}
          className="touch flex shrink-0 items-center gap-1.5 rounded-md px-2 py-0.5 hover:bg-sidebar-hover hover:text-on-sidebar aria-expanded:bg-sidebar-hover aria-expanded:text-on-sidebar"
        >
          <Wrench className="size-3.5" aria-hidden />
          <span className="max-sm:sr-only">Make it misbehave</span>
        </button>
      )}
      {back && (
        <a
          href={back}
          className="touch flex shrink-0 items-center gap-1 rounded-md px-2 py-0.5 hover:bg-sidebar-hover hover:text-on-sidebar"
        >
          Back to Parley
          <ArrowUpRight className="size-3.5" aria-hidden />
        </a>
      )}
    </header>
  );
}
