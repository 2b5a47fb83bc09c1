import type { FeedbackResponse, FeedbackRequest as Request } from '@parley/contracts';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Dialog, DialogDescription, DialogTitle, SheetContent } from '@/components/ui/dialog';
import { AgentStatus, isRunActive, isWorking, RunPane, ThinkingIndicator, useRunControl } from '@/features/agent';
import { useMe } from '@/features/auth';
import {
  ChatSession,
  MessageInput,
  type MessageListHandle,
  pendingOf,
  SessionStatus,
  useLineDown,
  type useSession,
} from '@/features/conversation';
import { FeedbackRequest } from '@/features/feedback';
import { focusComposer } from '@/lib/hotkeys';
import { usePresence } from '@/lib/presence';
import { storage } from '@/lib/storage';
import { useMediaQuery } from '@/lib/use-media-query';
import { SessionHeader } from './session-header';
import { useComposer } from './use-composer';
import { useReadMarker } from './use-read-marker';

type Session = ReturnType<typeof useSession>;
const PANE_KEY = 'parley.run-pane';
const THINKING = <ThinkingIndicator />;

/** The pane is a column where there is room, a sheet elsewhere. */
const useRunPane = () => {
  const wide = useMediaQuery('(width >= 64rem)');
  const [column, setColumn] = useState(() => storage.get(PANE_KEY) !== 'closed');
  const [sheet, setSheet] = useState(false);
  const toggle = () => {
    if (!wide) return setSheet(!sheet);
    storage.set(PANE_KEY, column ? 'closed' : 'open');
    setColumn(!column);
  };
  return { wide, open: wide ? column : sheet, toggle, close: () => setSheet(false) };
};

const RunColumn = ({ state, pane }: { state: NonNullable<Session['state']>; pane: ReturnType<typeof useRunPane> }) => {
  const content = <RunPane sessionId={state.session.id} run={state.run} />;
  if (pane.wide)
    return pane.open ? (
      <aside aria-label="Run" className="flex w-72 shrink-0 flex-col border-l xl:w-80">
        <h2 className="flex h-13 shrink-0 items-center border-b px-4 font-semibold text-ui">Run</h2>
        <div className="scroll-thin min-h-0 flex-1 overflow-y-auto p-4">{content}</div>
      </aside>
    ) : null;
  return (
    <Dialog open={pane.open} onOpenChange={(open) => !open && pane.close()}>
      <SheetContent>
        <DialogTitle className="flex h-13 shrink-0 items-center border-b px-4 text-ui!">Run</DialogTitle>
        <DialogDescription className="sr-only">What the agent did, step by step</DialogDescription>
        <div className="scroll-thin min-h-0 flex-1 overflow-y-auto p-4">{content}</div>
      </SheetContent>
    </Dialog>
  );
};

export const SessionView = ({
  state,
  stream,
  outbox,
  outgoing,
  loadingOlder,
}: Omit<Session, 'state'> & { state: NonNullable<Session['state']> }) => {
  const { session, run } = state;
  const me = useMe().data;
  const list = useRef<MessageListHandle>(null);
  const lineDown = useLineDown();
  const pane = useRunPane();
  const control = useRunControl(session.id);
  const [atBottom, setAtBottom] = useState(true);
  const pending = useMemo(() => pendingOf(state), [state]);
  // A notice tells and expects nothing: it is no reason to say that the agent waits.
  const questions = pending.filter((request) => request.question.type !== 'NOTICE');
  const working = isWorking(session.state);
  const newestSeq = state.messages.at(-1)?.seq ?? 0;
  const lastWrote = state.messages.findLast((message) => message.role === 'USER')?.channel ?? null;
  usePresence(session.id);
  useReadMarker(session.id, newestSeq, session.unread, atBottom);

  const { settle } = control;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new status ends what the button began
  useEffect(settle, [session.state.status, run?.id]);
  useEffect(() => {
    if (window.matchMedia('(pointer: fine)').matches) focusComposer();
  }, []);

  const composer = useComposer(session.id, pending, (text) => {
    outbox.add(text);
    list.current?.scrollToBottom();
  });
  const jumpTo = useCallback((requestId: string) => list.current?.jumpTo(requestId), []);
  const jumpToFirst = () => {
    if (questions[0]) jumpTo(questions[0].id);
  };
  const renderRequest = useCallback(
    (request: Request, late: readonly FeedbackResponse[]) => (
      <FeedbackRequest request={request} myId={me?.id} lateAnswers={late} />
    ),
    [me?.id],
  );
  const loadOlder = useCallback(() => void stream.loadOlder(), [stream]);

  return (
    <>
      <main className="flex min-w-0 flex-1 flex-col">
        <SessionHeader
          session={session}
          lastWrote={lastWrote}
          lineDown={lineDown}
          paneOpen={pane.open}
          onPane={pane.toggle}
        />
        <SessionStatus lineDown={lineDown} />
        <ChatSession
          state={state}
          outgoing={outgoing}
          outbox={outbox}
          myId={me?.id}
          myName={me?.name}
          runActive={isRunActive(run)}
          working={working}
          lineDown={lineDown}
          loadingOlder={loadingOlder}
          thinking={THINKING}
          renderRequest={renderRequest}
          onLoadOlder={loadOlder}
          onAtBottom={setAtBottom}
          listRef={list}
          onJump={jumpTo}
        />
        <div
          role="status"
          aria-label="Agent"
          className="mx-auto flex min-h-8 w-full max-w-3xl items-center justify-between gap-4 px-4 pb-1.5 text-ui empty:hidden sm:px-7"
        >
          <AgentStatus
            state={session.state}
            run={run}
            waitingCount={questions.length}
            control={control}
            onJump={jumpToFirst}
          />
        </div>
        <MessageInput
          text={composer.text}
          onText={composer.setText}
          onSend={composer.send}
          answering={composer.answering?.question.question ?? null}
          onDismissAnswering={composer.dismiss}
          working={working || session.state.status === 'WAITING_FOR_FEEDBACK'}
          stopping={control.busy === 'stop'}
          onStop={() => void control.stop()}
          placeholder={composer.answering ? 'Your answer…' : 'Message…'}
          hint={working && composer.text ? 'The agent reads this at its next step.' : null}
        />
      </main>
      <RunColumn state={state} pane={pane} />
    </>
  );
};
