import { ConfirmProvider, DownLine, Said, useLive } from '#kit/page';
import { usePlace } from '../data/place';
import type { MemberState, WholeState } from '../data/types';
import { WorldProvider } from '../data/world';
import { SlackTopLine } from './top-line';
import { Who } from './who';
import { Workspace } from './workspace';

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
  return (
    <ConfirmProvider>
      <div className="flex h-dvh flex-col">
        <SlackTopLine whole={whole} />
        <DownLine name="The local Slack" />
        {whole ? <Inside whole={whole} /> : <Waiting problem={problem} />}
      </div>
      <Said />
    </ConfirmProvider>
  );
}
