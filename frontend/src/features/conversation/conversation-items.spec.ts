import type { PlacedMessage } from '@parley/contracts';
import { describe, expect, it } from 'vitest';
import { ConversationRows, conversationItems } from './conversation-items';
import type { OutgoingMessage } from './outgoing-message';

let seq = 0;
const message = (change: Partial<PlacedMessage>): PlacedMessage => {
  seq += 1;
  return {
    id: `m${seq}`,
    seq,
    sessionId: 's',
    role: 'AGENT',
    type: 'TEXT',
    status: 'SENT',
    text: '',
    channel: 'WEB',
    author: 'assistant',
    runId: null,
    feedbackRequestId: null,
    createdAt: '2026-11-20T12:00:00.000Z',
    ...change,
  };
};
const outgoing = (id: string): OutgoingMessage => ({
  id,
  text: 'hello',
  createdAt: '2026-11-20T12:00:00.000Z',
  status: 'SENDING',
  error: null,
  retryAt: null,
});
const kinds = (messages: PlacedMessage[], leaving: OutgoingMessage[] = []) =>
  conversationItems(messages, leaving).map((item) => item.kind);

const asked = message({ type: 'FEEDBACK_REQUEST', feedbackRequestId: 'q' });
const answer = message({ type: 'FEEDBACK_RESPONSE', role: 'USER', author: 'Ann', feedbackRequestId: 'q' });

describe('conversationItems', () => {
  it('shows questions and notices as cards', () => {
    expect(kinds([asked, message({ type: 'NOTICE', feedbackRequestId: 'n' })])).toEqual(['day', 'request', 'request']);
  });

  it('leaves out the answer right below its card, keeps it further down', () => {
    expect(kinds([asked, answer])).toEqual(['day', 'request']);
    expect(kinds([asked, message({}), answer])).toEqual(['day', 'request', 'message', 'message']);
  });

  it('groups what one author says in a row, until five minutes pass or the channel changes', () => {
    const later = '2026-11-20T12:06:00.000Z';
    const items = conversationItems(
      [message({}), message({}), message({ createdAt: later }), message({ createdAt: later, channel: 'SLACK' })],
      [],
    );
    expect(items.flatMap((item) => (item.kind === 'message' ? [item.grouped] : []))).toEqual([
      false,
      true,
      false,
      false,
    ]);
  });

  it('groups nothing with a command or its reply', () => {
    const command = message({ type: 'NOTICE', role: 'USER', author: 'Ann', text: '/switch slack' });
    const items = conversationItems([command, message({ role: 'USER', author: 'Ann' })], []);
    expect(items.at(-1)).toMatchObject({ kind: 'message', grouped: false });
  });

  it('separates days', () => {
    const tomorrow = message({ createdAt: '2026-11-22T12:00:00.000Z' });
    expect(kinds([message({}), tomorrow])).toEqual(['day', 'message', 'day', 'message']);
  });

  it('shows what still leaves last, and no longer once it arrived', () => {
    const sent = message({ role: 'USER' });
    expect(kinds([sent], [outgoing('x'), outgoing(sent.id)])).toEqual(['day', 'message', 'outgoing']);
  });

  it('builds on what it built: whatever changes, the rows are those of a fresh build', () => {
    const rows = new ConversationRows();
    const old = message({ createdAt: '2026-11-18T12:00:00.000Z' });
    const tail = message({ status: 'STREAMING', text: 'a' });
    const states = [
      [asked, answer, tail],
      [asked, answer, { ...tail, text: 'ab' }],
      [asked, answer, { ...tail, text: 'abc' }, message({ role: 'USER' })],
      [old, asked, answer, tail],
      [old, { ...asked }, answer],
      [old],
      [],
      [asked],
    ];
    for (const state of states) expect(rows.build(state, [])).toEqual(conversationItems(state, []));
  });
});
