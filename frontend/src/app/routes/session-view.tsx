import type { FeedbackResponse, FeedbackRequest as Request } from '@parley/contracts';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useLocation } from 'react-router-dom';
import { AgentStatus, isWorking, ThinkingIndicator, useRunControl } from '@/features/agent';
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
import { FeedbackRequest, waitsForMe } from '@/features/feedback';
import { focusComposer } from '@/lib/hotkeys';
import { usePresence } from '@/lib/presence';
import { isRunActive } from '@/lib/run-words';
import { useNow } from '@/lib/use-now';
import { RunColumn, useRunPane } from './run-column';
import { SessionHeader } from './session-header';
import { useComposer } from './use-composer';
import { useReadMarker } from './use-read-marker';
import { waitingOf } from './waiting-of';

type Session = ReturnType<typeof useSession>;
const THINKING = <ThinkingIndicator />;

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
  const now = useNow(30_000);
  const mine = questions.filter((request) => waitsForMe(request, me?.id, now));
  const working = isWorking(session.state);
  const newestSeq = state.messages.at(-1)?.seq ?? 0;
  const lastWrote = state.messages.findLast((message) => message.role === 'USER')?.channel ?? null;
  usePresence(session.id);
  useReadMarker(session.id, newestSeq, session.unread, atBottom);

  const { settle } = control;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new status ends what the button began
  useEffect(settle, [session.state.status, run?.id]);
  const asked = useLocation().hash.slice(1);
  // Whoever was sent here for one question begins there.
  useEffect(() => {
    if (asked) list.current?.jumpTo(asked);
    else if (window.matchMedia('(pointer: fine)').matches) focusComposer();
  }, [asked]);

  const composer = useComposer(session.id, mine, (text) => {
    outbox.add(text);
    list.current?.scrollToBottom();
  });
  const jumpTo = useCallback((requestId: string) => list.current?.jumpTo(requestId), []);
  const jumpToFirst = () => {
    const first = mine[0] ?? questions[0];
    if (first) jumpTo(first.id);
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
            waiting={waitingOf(questions, mine, now)}
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
      <RunColumn state={state} questions={questions} pane={pane} />
    </>
  );
};
