import type { PlacedMessage } from '@parley/contracts';
import type { OutgoingMessage } from './outbox';

export type ConversationItem =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'message'; key: string; message: PlacedMessage; grouped: boolean }
  | { kind: 'request'; key: string; message: PlacedMessage; requestId: string }
  | { kind: 'outgoing'; key: string; message: OutgoingMessage; grouped: boolean };

const GROUP_MS = 5 * 60_000;
const dayOf = (iso: string) => new Date(iso).toDateString();

/** Questions and notices show as cards; their answers and everything else as lines. */
const isCard = (message: PlacedMessage) => message.type === 'FEEDBACK_REQUEST' || message.type === 'NOTICE';

const continues = (previous: PlacedMessage | null, message: PlacedMessage) =>
  previous !== null &&
  previous.role === message.role &&
  previous.author === message.author &&
  previous.channel === message.channel &&
  previous.feedbackRequestId === null &&
  Date.parse(message.createdAt) - Date.parse(previous.createdAt) < GROUP_MS;

/**
 * The rows of a conversation. The card shows its own answer, so the answer's line is left out when it directly follows
 * its card; further down it stays, because there it tells when the answer came.
 */
export const conversationItems = (
  messages: readonly PlacedMessage[],
  outgoing: readonly OutgoingMessage[],
): ConversationItem[] => {
  const items: ConversationItem[] = [];
  let previous: PlacedMessage | null = null;
  let day = '';
  for (const message of messages) {
    const isAnswer = message.type === 'FEEDBACK_RESPONSE';
    if (isAnswer && previous !== null && isCard(previous) && previous.feedbackRequestId === message.feedbackRequestId)
      continue;
    const messageDay = dayOf(message.createdAt);
    if (messageDay !== day) {
      items.push({ kind: 'day', key: `day ${messageDay}`, at: message.createdAt });
      day = messageDay;
      previous = null;
    }
    if (isCard(message) && message.feedbackRequestId)
      items.push({ kind: 'request', key: message.id, message, requestId: message.feedbackRequestId });
    else items.push({ kind: 'message', key: message.id, message, grouped: continues(previous, message) });
    previous = message;
  }
  const held = new Set(messages.slice(-200).map((message) => message.id));
  let after = previous?.role === 'USER' && previous.type === 'TEXT';
  for (const message of outgoing) {
    if (held.has(message.id)) continue;
    items.push({ kind: 'outgoing', key: message.id, message, grouped: after });
    after = true;
  }
  return items;
};
