import { useCallback } from 'react';
import { type Change, ConfirmProvider, DownLine, parleyOrigin, Said, TopLine, useLive } from '#kit/page';
import { go, usePlace } from '../data/place';
import type { MailboxState, WholeState } from '../data/types';
import { WorldProvider } from '../data/world';
import { Mailbox } from './mailbox';
import { Who } from './who';

function Waiting({ problem }: { problem: string | undefined }) {
  return <p className="m-auto p-6 text-quiet">{problem ?? 'Opening the local mailbox …'}</p>;
}

function Inside({ whole, as }: { whole: WholeState; as: string }) {
  const concerns = useCallback((change: Change) => change === null || change.mailboxes?.includes(as) === true, [as]);
  const query = new URLSearchParams({ as, label: 'ALL' });
  const { data: state, problem, reload } = useLive<MailboxState>(`state?${query}`, concerns);
  if (problem?.startsWith('no mailbox')) return <Who whole={whole} />;
  if (!state) return <Waiting problem={problem} />;
  return (
    <WorldProvider value={{ ...state, whole, reload }}>
      <Mailbox key={as} />
    </WorldProvider>
  );
}

export function App() {
  const { data: whole, problem } = useLive<WholeState>('state');
  const { as, parley, drawer } = usePlace();
  const isOpen = drawer === 'trouble';
  const toggle = () => go({ drawer: isOpen ? null : 'trouble' });
  return (
    <ConfirmProvider>
      <div className="flex h-dvh flex-col">
        <TopLine
          name="Local mailbox"
          back={parleyOrigin(parley, whole?.subscriptions[0]?.url ?? null)}
          drawer={as ? { isOpen, toggle } : undefined}
        />
        <DownLine name="The local mailbox" />
        {!whole && <Waiting problem={problem} />}
        {whole && (as ? <Inside whole={whole} as={as} /> : <Who whole={whole} />)}
      </div>
      <Said />
    </ConfirmProvider>
  );
}
