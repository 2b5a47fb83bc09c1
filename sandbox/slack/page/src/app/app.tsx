import { useIsDown } from '../data/line';
import { useLive } from '../data/live';
import { usePlace } from '../data/place';
import type { MemberState, WholeState } from '../data/types';
import { WorldProvider } from '../data/world';
import { ConfirmProvider } from '../ui/confirm';
import { useSaid } from '../ui/say';
import { TopLine } from './top-line';
import { Who } from './who';
import { Workspace } from './workspace';

function Said() {
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

function Waiting({ problem }: { problem: string | undefined }) {
  return <p className="m-auto p-6 text-quiet">{problem ?? 'Opening the local Slack …'}</p>;
}

function Inside({ whole }: { whole: WholeState }) {
  const { as } = usePlace();
  const { data: state, problem, reload } = useLive<MemberState>(as && `state?as=${encodeURIComponent(as)}`);
  if (!as || problem?.startsWith('no member')) return <Who teams={whole.teams} />;
  if (!state) return <Waiting problem={problem} />;
  return (
    <WorldProvider state={state} reload={reload}>
      <Workspace key={as} whole={whole} />
    </WorldProvider>
  );
}

export function App() {
  const { data: whole, problem } = useLive<WholeState>('state');
  const isDown = useIsDown();
  return (
    <ConfirmProvider>
      <div className="flex h-dvh flex-col">
        <TopLine whole={whole} />
        {isDown && (
          <p role="status" className="shrink-0 bg-warning-soft px-5 py-1 text-ui text-warning-text">
            The local Slack does not answer. Is Parley still running?
          </p>
        )}
        {whole ? <Inside whole={whole} /> : <Waiting problem={problem} />}
      </div>
      <Said />
    </ConfirmProvider>
  );
}
