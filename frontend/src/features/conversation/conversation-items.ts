import type { PlacedMessage } from '@parley/contracts';
import type { OutgoingMessage } from './outgoing-message';

export type ConversationItem =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'message'; key: string; message: PlacedMessage; grouped: boolean }
  | { kind: 'request'; key: string; message: PlacedMessage; requestId: string }
  | { kind: 'outgoing'; key: string; message: OutgoingMessage; grouped: boolean };

const GROUP_MS = 5 * 60_000;
const dayOf = (iso: string) => new Date(iso).toDateString();

/** Questions and notices show as cards; their answers and everything else as lines. */
const isCard = (message: PlacedMessage) => message.type === 'FEEDBACK_REQUEST' || message.type === 'NOTICE';

/** A command such as `/switch slack`, and what became of it: said about the conversation, not in it. */
export const isNoticeLine = (message: PlacedMessage) => message.type === 'NOTICE' && message.feedbackRequestId === null;

const continues = (previous: PlacedMessage | null, message: PlacedMessage) =>
  previous !== null &&
  !isNoticeLine(previous) &&
  previous.role === message.role &&
  previous.author === message.author &&
  previous.channel === message.channel &&
  previous.feedbackRequestId === null &&
  Date.parse(message.createdAt) - Date.parse(previous.createdAt) < GROUP_MS;

const isAnswerBelowItsCard = (previous: PlacedMessage | null, message: PlacedMessage) =>
  message.type === 'FEEDBACK_RESPONSE' &&
  previous !== null &&
  isCard(previous) &&
  previous.feedbackRequestId === message.feedbackRequestId;

const rowOf = (previous: PlacedMessage | null, message: PlacedMessage): ConversationItem =>
  isCard(message) && message.feedbackRequestId
    ? { kind: 'request', key: message.id, message, requestId: message.feedbackRequestId }
    : { kind: 'message', key: message.id, message, grouped: continues(previous, message) };

const outgoingRows = (
  previous: PlacedMessage | null,
  messages: readonly PlacedMessage[],
  outgoing: readonly OutgoingMessage[],
): ConversationItem[] => {
  if (outgoing.length === 0) return [];
  const held = new Set(messages.slice(-200).map((message) => message.id));
  const leaving = outgoing.filter((message) => !held.has(message.id));
  const follows = previous?.role === 'USER' && previous.type === 'TEXT';
  return leaving.map((message, index) => ({
    kind: 'outgoing',
    key: message.id,
    message,
    grouped: follows || index > 0,
  }));
};

interface Place {
  /** How many rows stand before this message's own. */
  rows: number;
  previous: PlacedMessage | null;
  day: string;
}

/**
 * The rows of a conversation. The card shows its own answer, so the answer's line is left out when it directly follows
 * its card; further down it stays, because there it tells when the answer came.
 *
 * Keeps what it built: while the newest of 10,000 messages streams, only that one is looked at again.
 */
export class ConversationRows {
  private messages: readonly PlacedMessage[] = [];
  private items: ConversationItem[] = [];
  private places: Place[] = [];

  build(messages: readonly PlacedMessage[], outgoing: readonly OutgoingMessage[]): ConversationItem[] {
    const from = this.firstChange(messages);
    const place = this.places[from];
    this.items.length = place ? place.rows : this.items.length;
    this.places.length = from;
    let previous = place ? place.previous : this.lastShown;
    let day = place ? place.day : this.lastDay;
    for (const message of messages.slice(from)) {
      this.places.push({ rows: this.items.length, previous, day });
      if (isAnswerBelowItsCard(previous, message)) continue;
      const messageDay = dayOf(message.createdAt);
      if (messageDay !== day) {
        this.items.push({ kind: 'day', key: `day ${messageDay}`, at: message.createdAt });
        day = messageDay;
        previous = null;
      }
      this.items.push(rowOf(previous, message));
      previous = message;
    }
    this.messages = messages;
    this.lastShown = previous;
    this.lastDay = day;
    return [...this.items, ...outgoingRows(previous, messages, outgoing)];
  }

  private lastShown: PlacedMessage | null = null;
  private lastDay = '';

  private firstChange(messages: readonly PlacedMessage[]): number {
    const held = this.messages;
    let index = 0;
    while (index < held.length && index < messages.length && held[index] === messages[index]) index += 1;
    return index;
  }
}

export const conversationItems = (messages: readonly PlacedMessage[], outgoing: readonly OutgoingMessage[]) =>
  new ConversationRows().build(messages, outgoing);
