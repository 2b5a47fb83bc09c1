import type { FeedbackRequest, FeedbackResponse, PlacedMessage } from '@parley/contracts';
import { type ReactNode, type Ref, useCallback, useMemo, useState } from 'react';
import { agentName } from '@/lib/agent-name';
import { type ConversationItem, ConversationRows } from '../conversation-items';
import type { SessionState } from '../fold-session';
import type { Outbox } from '../outbox';
import type { OutgoingMessage } from '../outgoing-message';
import { MessageList, type MessageListHandle } from './message-list';
import { MessageRow, Row } from './message-row';
import { NewMessageAnnouncer } from './new-message-announcer';
import { OutgoingRow } from './outgoing-row';

const NO_ANSWERS: readonly FeedbackResponse[] = [];

/** A message written while a run works waits for the run's next step (SES-3). */
const waitsForNextStep = (message: PlacedMessage, state: SessionState, runActive: boolean) =>
  runActive &&
  state.run !== null &&
  message.role === 'USER' &&
  message.type === 'TEXT' &&
  message.createdAt > state.run.createdAt &&
  !state.run.steps.some((step) => step.startedAt >= message.createdAt);

/** Was something said since the reader left the end? */
const useUnseen = (lastKey: string | undefined, atBottom: boolean) => {
  const [seenKey, setSeenKey] = useState(lastKey);
  if (atBottom && seenKey !== lastKey) setSeenKey(lastKey);
  return !atBottom && seenKey !== lastKey;
};

/** The conversation: messages, questions in place, and what still leaves. */
export const ChatSession = ({
  state,
  outgoing,
  outbox,
  myId,
  myName,
  runActive,
  working,
  lineDown,
  loadingOlder,
  thinking,
  renderRequest,
  onLoadOlder,
  onAtBottom,
  listRef,
  onJump,
}: {
  state: SessionState;
  outgoing: readonly OutgoingMessage[];
  outbox: Outbox;
  myId: string | undefined;
  myName: string | undefined;
  runActive: boolean;
  working: boolean;
  lineDown: boolean;
  loadingOlder: boolean;
  thinking: ReactNode;
  renderRequest: (request: FeedbackRequest, lateAnswers: readonly FeedbackResponse[]) => ReactNode;
  onLoadOlder: () => void;
  onAtBottom: (atBottom: boolean) => void;
  listRef: Ref<MessageListHandle>;
  onJump: (requestId: string) => void;
}) => {
  const [rows] = useState(() => new ConversationRows());
  const items = useMemo(() => rows.build(state.messages, outgoing), [rows, state.messages, outgoing]);
  const [atBottom, setAtBottom] = useState(true);
  const unseen = useUnseen(items.at(-1)?.key, atBottom);
  // Messages queued meanwhile stand below the answer that still streams.
  const writes = state.messages
    .slice(-100)
    .some((message) => message.role === 'AGENT' && message.status === 'STREAMING');
  const mine = state.session.ownerId === myId;
  const reportBottom = useCallback(
    (now: boolean) => {
      setAtBottom(now);
      onAtBottom(now);
    },
    [onAtBottom],
  );
  const retry = useCallback((id: string) => outbox.retry(id), [outbox]);
  const remove = useCallback((id: string) => outbox.remove(id), [outbox]);

  const renderItem = (item: Exclude<ConversationItem, { kind: 'day' }>): ReactNode => {
    switch (item.kind) {
      case 'message':
        return (
          <MessageRow
            message={item.message}
            grouped={item.grouped}
            mine={mine && item.message.role === 'USER'}
            hint={waitsForNextStep(item.message, state, runActive) ? 'Will be read at the next step.' : null}
            thinking={thinking}
            onJump={onJump}
          />
        );
      case 'request': {
        const request = state.requests[item.requestId];
        if (!request) return null;
        return (
          <div className="mx-auto w-full max-w-3xl px-3 pt-4 sm:px-6">
            <div className="sm:pl-9">{renderRequest(request, state.lateAnswers[request.id] ?? NO_ANSWERS)}</div>
          </div>
        );
      }
      case 'outgoing':
        return (
          <OutgoingRow
            message={item.message}
            grouped={item.grouped}
            author={myName}
            lineDown={lineDown}
            onRetry={retry}
            onRemove={remove}
          />
        );
    }
  };

  return (
    <>
      <MessageList
        ref={listRef}
        items={items}
        renderItem={renderItem}
        hasMore={state.hasMore}
        loadingOlder={loadingOlder}
        unseen={unseen}
        footer={
          working && !writes ? (
            <Row name={agentName(state.session.agent)} agent grouped={false} time={null}>
              {thinking}
            </Row>
          ) : null
        }
        onLoadOlder={onLoadOlder}
        onAtBottom={reportBottom}
      />
      <NewMessageAnnouncer messages={state.messages} />
    </>
  );
};
