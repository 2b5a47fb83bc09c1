import type { FeedbackRequest, Message, SessionEvent, SessionView, Step } from '@parley/contracts';
import { describe, expect, it } from 'vitest';
import {
  type FoldInput,
  foldSession,
  isGap,
  pendingOf,
  prependPage,
  type SessionState,
  startFrom,
} from './fold-session';

const at = '2026-11-20T12:00:00.000Z';
const sessionId = 's';

const message = (id: string, change: Partial<Message> = {}): Message => ({
  id,
  sessionId,
  role: 'AGENT',
  type: 'TEXT',
  status: 'SENT',
  text: id,
  channel: 'WEB',
  author: 'assistant',
  runId: null,
  feedbackRequestId: null,
  createdAt: at,
  ...change,
});

const request = (id: string, change: Partial<FeedbackRequest> = {}): FeedbackRequest => ({
  id,
  sessionId,
  runId: 'r',
  agent: 'assistant',
  assigneeId: 'u',
  status: 'PENDING',
  question: { type: 'NOTICE', question: 'Seen?', urgency: 'NORMAL', onExpiry: 'PARK', sensitive: false },
  bindingHash: null,
  createdAt: at,
  expiresAt: null,
  snoozedUntil: null,
  delegation: null,
  settledAt: null,
  reason: null,
  response: null,
  ...change,
});

const step = (id: string, change: Partial<Step> = {}): Step => ({
  id,
  runId: 'r',
  key: id,
  name: id,
  kind: 'THINK',
  model: null,
  status: 'RUNNING',
  startedAt: at,
  endedAt: null,
  inputTokens: null,
  outputTokens: null,
  note: null,
  error: null,
  ...change,
});

const state = { status: 'IDLE', runId: null, step: null, since: at } as const;
const view: SessionView = {
  session: {
    id: sessionId,
    ownerId: 'u',
    agent: 'assistant',
    title: 'Launch',
    status: 'ACTIVE',
    preferredChannel: 'WEB',
    lastSeq: 4,
    createdAt: at,
    updatedAt: at,
    state,
    unread: false,
    pendingRequests: 0,
    preview: null,
  },
  messages: { items: [{ ...message('m1'), seq: 3 }], requests: [], hasMore: true },
  pending: [],
  run: null,
};

const start = () => startFrom(view);
const event = <T extends SessionEvent['type']>(seq: number, type: T, payload: unknown): FoldInput => ({
  kind: 'event',
  event: { sessionId, seq, at, type, payload } as SessionEvent,
});
const delta = (messageId: string, offset: number, text: string): FoldInput => ({
  kind: 'delta',
  delta: { messageId, offset, text },
});
const foldAll = (from: SessionState, inputs: FoldInput[]) => inputs.reduce(foldSession, from);
const textOf = (folded: SessionState, id: string) => folded.messages.find((m) => m.id === id)?.text;
const streaming = event(5, 'message.created', { message: message('a', { status: 'STREAMING', text: '' }) });

describe('the cursor', () => {
  it('takes the next event and moves by one', () => {
    const next = foldSession(start(), event(5, 'message.created', { message: message('m2') }));
    expect(next.messages.map((m) => m.id)).toEqual(['m1', 'm2']);
    expect(next.session.lastSeq).toBe(5);
  });

  it('ignores a duplicate', () => {
    const once = foldSession(start(), event(5, 'message.created', { message: message('m2') }));
    expect(foldSession(once, event(5, 'message.created', { message: message('m2') }))).toBe(once);
    expect(foldSession(once, event(2, 'message.created', { message: message('m0') }))).toBe(once);
  });

  it('never moves past a gap', () => {
    const from = start();
    const late = event(7, 'message.created', { message: message('m4') });
    expect(foldSession(from, late)).toBe(from);
    expect(late.kind === 'event' && isGap(from, late.event)).toBe(true);
  });

  it('gives the same state for any delivery with duplicates and early arrivals', () => {
    const events = [5, 6, 7, 8].map((seq) => event(seq, 'message.created', { message: message(`m${seq}`) }));
    const pick = (order: number[]) => order.map((index) => events[index] as FoldInput);
    const messy = foldAll(start(), pick([2, 0, 0, 3, 1, 0, 2, 1, 3]));
    expect(messy).toEqual(foldAll(start(), events));
  });
});

describe('streamed text', () => {
  it('appends from the offset', () => {
    const folded = foldAll(start(), [streaming, delta('a', 0, 'Hel'), delta('a', 3, 'lo')]);
    expect(textOf(folded, 'a')).toBe('Hello');
  });

  it('replaces what stood behind the offset', () => {
    const folded = foldAll(start(), [streaming, delta('a', 0, 'Hello wrold'), delta('a', 6, 'world')]);
    expect(textOf(folded, 'a')).toBe('Hello world');
  });

  it('can shorten the text', () => {
    const folded = foldAll(start(), [streaming, delta('a', 0, 'Hello wrold'), delta('a', 5, '')]);
    expect(textOf(folded, 'a')).toBe('Hello');
  });

  it('skips a delta past the text held, and the snapshot brings the whole', () => {
    const skipped = foldAll(start(), [streaming, delta('a', 0, 'Hel'), delta('a', 5, ' you')]);
    expect(textOf(skipped, 'a')).toBe('Hel');
    expect(textOf(foldSession(skipped, delta('a', 0, 'Hello you')), 'a')).toBe('Hello you');
  });

  it('keeps text that arrives before its message', () => {
    const folded = foldAll(start(), [delta('a', 0, 'Hello'), streaming, delta('a', 5, '!')]);
    expect(textOf(folded, 'a')).toBe('Hello!');
    expect(folded.partials).toEqual({});
  });

  it('lets the completed message have the last word', () => {
    const done = event(6, 'message.completed', { messageId: 'a', text: 'Hello, Ann.', status: 'SENT' });
    const folded = foldAll(start(), [streaming, delta('a', 0, 'Hello Ann'), done, delta('a', 0, 'old snapshot')]);
    expect(textOf(folded, 'a')).toBe('Hello, Ann.');
    expect(folded.messages.at(-1)?.status).toBe('SENT');
  });

  it('does not move the cursor', () => {
    expect(foldAll(start(), [delta('a', 0, 'x'), delta('m1', 0, 'y')]).session.lastSeq).toBe(4);
  });

  it('leaves finished messages as the same objects', () => {
    const before = foldSession(start(), streaming);
    const after = foldSession(before, delta('a', 0, 'x'));
    expect(after.messages[0]).toBe(before.messages[0]);
  });
});

describe('questions', () => {
  const asked = event(5, 'feedback.requested', {
    request: request('q'),
    message: message('mq', { type: 'FEEDBACK_REQUEST', feedbackRequestId: 'q' }),
  });
  const settled = event(6, 'feedback.settled', { request: request('q', { status: 'CANCELLED' }), message: null });

  it('waits, then ends', () => {
    const waiting = foldSession(start(), asked);
    expect(pendingOf(waiting).map((r) => r.id)).toEqual(['q']);
    expect(pendingOf(foldSession(waiting, settled))).toEqual([]);
  });

  it('stays ended when an older page still shows it waiting', () => {
    const ended = foldAll(start(), [asked, settled]);
    const paged = prependPage(ended, { items: [], requests: [request('q')], hasMore: false });
    expect(paged.requests.q?.status).toBe('CANCELLED');
  });

  it('takes what changed about an open question', () => {
    const snoozedUntil = '2026-11-21T09:00:00.000Z';
    const snoozed = event(6, 'feedback.updated', { request: request('q', { snoozedUntil }), change: 'snoozed' });
    const folded = foldAll(start(), [asked, snoozed]);
    expect(folded.requests.q?.snoozedUntil).toBe(snoozedUntil);
    expect(pendingOf(folded).map((r) => r.id)).toEqual(['q']);
    expect(folded.session.lastSeq).toBe(6);
  });

  it('never opens an ended question again', () => {
    const moved = event(7, 'feedback.updated', { request: request('q'), change: 'moved' });
    const folded = foldAll(start(), [asked, settled, moved]);
    expect(folded.requests.q?.status).toBe('CANCELLED');
    expect(folded.session.lastSeq).toBe(7);
  });

  it('shows where else the words of an agent went, and keeps retries of questions out of it', () => {
    const said = event(5, 'message.created', { message: message('m', { role: 'AGENT', status: 'SENT' }) });
    const carried = (seq: number, purpose: string, status: string) =>
      event(seq, 'delivery.updated', { requestId: null, messageId: 'm', channel: 'SLACK', purpose, status });
    const folded = foldAll(start(), [said, carried(6, 'MESSAGE', 'ACCEPTED'), carried(7, 'UPDATE', 'FAILED')]);
    expect(folded.messages.at(-1)?.carried).toEqual({ channel: 'SLACK', status: 'ACCEPTED' });
    expect(folded.session.lastSeq).toBe(7);
  });

  it('moves the cursor past deliveries, which are fetched and not folded', () => {
    const folded = foldAll(start(), [asked, event(6, 'delivery.updated', { requestId: 'q', status: 'FAILED' })]);
    expect(folded.session.lastSeq).toBe(6);
    expect(folded.requests.q?.status).toBe('PENDING');
  });

  it('keeps a late answer beside the request', () => {
    const late = event(7, 'feedback.superseded', { requestId: 'q', response: { id: 'x' }, kind: 'LATE' });
    expect(foldAll(start(), [asked, settled, late]).lateAnswers.q).toHaveLength(1);
  });
});

describe('runs and steps', () => {
  const run = (id: string, createdAt = at) => ({
    id,
    sessionId,
    agent: 'assistant',
    status: 'RUNNING',
    error: null,
    createdAt,
    endedAt: null,
  });

  it('follows the newest run and its steps', () => {
    const folded = foldAll(start(), [
      event(5, 'run.updated', { run: run('r'), state: { ...state, status: 'THINKING' } }),
      event(6, 'step.started', { step: step('one'), state: { ...state, status: 'THINKING', step: 'one' } }),
      event(7, 'step.finished', { step: step('one', { status: 'COMPLETED' }) }),
      event(8, 'run.updated', { run: run('old', '2026-11-19T12:00:00.000Z'), state }),
    ]);
    expect(folded.run?.id).toBe('r');
    expect(folded.run?.steps.map((s) => s.status)).toEqual(['COMPLETED']);
    expect(folded.session.state.status).toBe('IDLE');
  });

  it('shows the steps that a retried run took over, which never began in it', () => {
    const minute = (n: number) => `2026-11-20T12:0${n}:00.000Z`;
    const taken = (id: string, startedAt: string) =>
      step(id, { runId: 'retry', status: 'COMPLETED', startedAt, endedAt: startedAt });
    const thinking = { ...state, status: 'THINKING' };
    const folded = foldAll(start(), [
      event(5, 'run.updated', { run: run('r'), state: thinking }),
      event(6, 'step.started', { step: step('failed'), state: thinking }),
      event(7, 'run.updated', { run: run('retry', minute(5)), state: thinking }),
      event(8, 'step.finished', { step: taken('one', minute(1)) }),
      // Begun again after a crash: its start is later than its place.
      event(9, 'step.finished', { step: taken('two', minute(4)) }),
      event(10, 'step.finished', { step: taken('three', minute(3)) }),
      event(11, 'step.started', { step: step('four', { runId: 'retry', startedAt: minute(6) }), state: thinking }),
      event(12, 'step.finished', { step: step('failed', { status: 'FAILED' }) }),
    ]);
    expect(folded.run?.id).toBe('retry');
    expect(folded.run?.steps.map((s) => s.id)).toEqual(['one', 'two', 'three', 'four']);
    expect(folded.run?.steps.at(-1)?.status).toBe('RUNNING');
  });
});

describe('older pages', () => {
  it('go in front without doubling', () => {
    const page = {
      items: [
        { ...message('m0'), seq: 1 },
        { ...message('m1'), seq: 3 },
      ],
      requests: [],
      hasMore: false,
    };
    const folded = prependPage(start(), page);
    expect(folded.messages.map((m) => m.id)).toEqual(['m0', 'm1']);
    expect(folded.hasMore).toBe(false);
  });
});
