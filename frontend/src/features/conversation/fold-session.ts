import type {
  FeedbackRequest,
  FeedbackResponse,
  Message,
  PlacedMessage,
  RunDetail,
  SessionEvent,
  SessionEventPayload,
  SessionSummary,
  SessionView,
  Step,
} from '@parley/contracts';
import { assertNever } from '@/lib/assert-never';

/** What the chat shows: a fold of the session's events over the view it started from. Never mutated. */
export interface SessionState {
  /** `session.lastSeq` is the cursor: every event up to it is in here, none after it. */
  session: SessionSummary;
  messages: readonly PlacedMessage[];
  hasMore: boolean;
  requests: Readonly<Record<string, FeedbackRequest>>;
  run: RunDetail | null;
  /** Answers that came after the end, by request: recorded, without effect (FB-4). */
  lateAnswers: Readonly<Record<string, readonly FeedbackResponse[]>>;
  /** Streamed text of messages whose `message.created` has not arrived yet. */
  partials: Readonly<Record<string, string>>;
}

export interface TextDelta {
  messageId: string;
  offset: number;
  text: string;
}
export type FoldInput = { kind: 'event'; event: SessionEvent } | { kind: 'delta'; delta: TextDelta };

const byId = (requests: readonly FeedbackRequest[]) =>
  Object.fromEntries(requests.map((request) => [request.id, request]));

export const startFrom = (view: SessionView): SessionState => ({
  session: view.session,
  messages: view.messages.items,
  hasMore: view.messages.hasMore,
  requests: { ...byId(view.messages.requests), ...byId(view.pending) },
  run: view.run,
  lateAnswers: {},
  partials: {},
});

export const isGap = (state: SessionState, event: SessionEvent) => event.seq > state.session.lastSeq + 1;
export const pendingOf = (state: SessionState): FeedbackRequest[] =>
  Object.values(state.requests)
    .filter((request) => request.status === 'PENDING')
    .sort((a, b) => a.createdAt.localeCompare(b.createdAt));

/** An older page goes in front; what is already held stays as it is. */
export const prependPage = (
  state: SessionState,
  page: { items: readonly PlacedMessage[]; requests: readonly FeedbackRequest[]; hasMore: boolean },
): SessionState => {
  const held = new Set(state.messages.map((message) => message.id));
  return {
    ...state,
    messages: [...page.items.filter((message) => !held.has(message.id)), ...state.messages],
    requests: { ...byId(page.requests), ...state.requests },
    hasMore: page.hasMore,
  };
};

/** From the end, because nearly every change is about the newest messages. */
const findMessage = (messages: readonly PlacedMessage[], id: string) =>
  messages.findLastIndex((message) => message.id === id);

const changeMessage = (state: SessionState, index: number, change: Partial<PlacedMessage>): SessionState => {
  const messages = state.messages.slice();
  messages[index] = { ...(messages[index] as PlacedMessage), ...change };
  return { ...state, messages };
};

const addMessage = (state: SessionState, message: Message, seq: number): SessionState => {
  if (findMessage(state.messages, message.id) >= 0) return state;
  const partial = message.status === 'STREAMING' ? state.partials[message.id] : undefined;
  const text = partial !== undefined && partial.length > message.text.length ? partial : message.text;
  const { [message.id]: _taken, ...partials } = state.partials;
  return { ...state, messages: [...state.messages, { ...message, text, seq }], partials };
};

const applyDelta = (state: SessionState, delta: TextDelta): SessionState => {
  const index = findMessage(state.messages, delta.messageId);
  const message = state.messages[index];
  if (message && message.status !== 'STREAMING') return state;
  const held = message ? message.text : (state.partials[delta.messageId] ?? '');
  // Past what is held: text is missing in between. The snapshot or the completed message brings the whole.
  if (delta.offset > held.length) return state;
  const text = held.slice(0, delta.offset) + delta.text;
  if (text === held) return state;
  if (message) return changeMessage(state, index, { text });
  return { ...state, partials: { ...state.partials, [delta.messageId]: text } };
};

const withRequest = (state: SessionState, request: FeedbackRequest): SessionState => {
  const known = state.requests[request.id];
  // Terminal is terminal: a late picture of the waiting request changes nothing.
  if (known && known.status !== 'PENDING' && request.status === 'PENDING') return state;
  return { ...state, requests: { ...state.requests, [request.id]: request } };
};

/**
 * A step's first event appends it, be that its beginning or (a retried run takes over the finished steps of the run
 * before it) its end: the log tells steps in the order of the journal. Start times do not: a step begun again after a
 * crash keeps its place.
 */
const withStep = (state: SessionState, step: Step): SessionState => {
  if (state.run?.id !== step.runId) return state;
  const index = state.run.steps.findIndex((held) => held.id === step.id);
  const steps = index < 0 ? [...state.run.steps, step] : state.run.steps.with(index, step);
  return { ...state, run: { ...state.run, steps } };
};

const withRun = (state: SessionState, run: SessionEvent & { type: 'run.updated' }): SessionState => {
  const next = run.payload.run;
  const held = state.run;
  if (held?.id === next.id) return { ...state, run: { ...held, ...next } };
  if (held && held.createdAt > next.createdAt) return state;
  return { ...state, run: { ...next, steps: [], plan: null, retryOf: null } };
};

const withState = (state: SessionState, agentState: SessionSummary['state']): SessionState => ({
  ...state,
  session: { ...state.session, state: agentState },
});

const withMessage = (state: SessionState, message: Message | null, seq: number) =>
  message ? addMessage(state, message, seq) : state;

/** An agent's words are being brought to where its reader is. What becomes of questions is their card's to tell. */
const withCarried = (state: SessionState, delivery: SessionEventPayload<'delivery.updated'>): SessionState => {
  const { messageId, purpose, channel, status } = delivery;
  const index = messageId && purpose === 'MESSAGE' ? findMessage(state.messages, messageId) : -1;
  return index < 0 ? state : changeMessage(state, index, { carried: { channel, status } });
};

const apply = (state: SessionState, event: SessionEvent): SessionState => {
  switch (event.type) {
    case 'session.created':
    case 'session.updated':
      return { ...state, session: { ...state.session, ...event.payload.session } };
    case 'message.created':
      return addMessage(state, event.payload.message, event.seq);
    case 'message.completed': {
      const { messageId, text, status } = event.payload;
      const index = findMessage(state.messages, messageId);
      return index < 0 ? state : changeMessage(state, index, { text, status });
    }
    case 'run.updated':
      return withState(withRun(state, event), event.payload.state);
    case 'step.started':
      return withState(withStep(state, event.payload.step), event.payload.state);
    case 'step.finished':
      return withStep(state, event.payload.step);
    case 'feedback.requested':
      return withMessage(withRequest(state, event.payload.request), event.payload.message, event.seq);
    case 'feedback.settled':
      return withMessage(withRequest(state, event.payload.request), event.payload.message, event.seq);
    case 'feedback.superseded': {
      const { requestId, response } = event.payload;
      const held = state.lateAnswers[requestId] ?? [];
      return { ...state, lateAnswers: { ...state.lateAnswers, [requestId]: [...held, response] } };
    }
    case 'feedback.updated':
      return withRequest(state, event.payload.request);
    case 'delivery.updated':
      return withCarried(state, event.payload);
    default:
      return assertNever(event);
  }
};

/**
 * The one way the chat changes. An event is taken only when it is the next one: an older one is a duplicate, a later
 * one a gap ({@link isGap}); both leave the state as it is, so the cursor never moves past a hole (SES-4).
 */
export const foldSession = (state: SessionState, input: FoldInput): SessionState => {
  if (input.kind === 'delta') return applyDelta(state, input.delta);
  const { event } = input;
  if (event.seq !== state.session.lastSeq + 1) return state;
  const next = apply(state, event);
  return { ...next, session: { ...next.session, lastSeq: event.seq, updatedAt: event.at } };
};
