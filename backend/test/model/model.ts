import type { ChannelType, ExpiryPolicy, FeedbackType, PreferredChannel } from '@parley/contracts';

/**
 * What must hold of questions and answers, in as few words as possible and without a line of the product: whose question it
 * is, whether it is open, and what each act on it is told. How a question travels is judged afterwards, by its traces.
 */
export const PEOPLE = ['mira', 'noa', 'eve'] as const;
export type Who = (typeof PEOPLE)[number];
/** Every session is hers. */
export const OWNER: Who = 'mira';

export type Words = 'left' | 'right' | 'nonsense';

/** What people do to questions. `request` and `session` count from 0, in the order of asking. */
export type Act =
  | { act: 'answer'; request: number; who: Who; via: ChannelType; words: Words }
  | { act: 'cancel'; request: number; who: Who }
  | { act: 'snooze'; request: number; who: Who; ms: number }
  | { act: 'delegate'; request: number; who: Who; to: Who | 'nobody' }
  | { act: 'switch'; session: number; who: Who; to: PreferredChannel };

/** `unknown`: the line broke, so it happened or it did not. */
export type Result = 'ok' | 'refused' | 'invalid' | 'late' | 'unknown';

export interface Request {
  type: FeedbackType;
  policy: ExpiryPolicy;
  deadline: number | null;
  status: 'PENDING' | 'ANSWERED' | 'CANCELLED' | 'OVER';
  assignee: Who;
  handedOnBy: Who | null;
  answer: { by: Who; via: ChannelType; words: Words } | null;
  /** Answers that came too late, and are kept. */
  kept: number;
}
export type Model = readonly Request[];

type Told = [next: Request, result: Result];

export const asked = (type: FeedbackType, policy: ExpiryPolicy, deadline: number | null): Request => ({
  ...{ type, policy, deadline, status: 'PENDING', assignee: OWNER, handedOnBy: null, answer: null, kept: 0 },
});

const isOver = ({ status, policy, deadline }: Request, now: number) =>
  status === 'PENDING' && policy !== 'PARK' && deadline !== null && deadline <= now;

/** Deadlines that have passed have had their effect. */
export const overdue = (model: Model, now: number): Model =>
  model.map((request) => (isOver(request, now) ? { ...request, status: 'OVER' } : request));

const fits = ({ type }: Request, words: Words) => words !== 'nonsense' || type === 'TEXT' || type === 'NOTICE';

/** The others have no address on Slack. */
export const isOn = (who: Who, via: ChannelType): boolean => who === OWNER || via !== 'SLACK';

const answer = (request: Request, { who, via, words }: Extract<Act, { act: 'answer' }>): Told => {
  if (request.assignee !== who || !isOn(who, via)) return [request, 'refused'];
  if (!fits(request, words)) return [request, 'invalid'];
  const said = { by: who, via, words: request.type === 'NOTICE' ? 'left' : words } as const;
  if (request.status === 'PENDING') return [{ ...request, status: 'ANSWERED', answer: said }, 'ok'];
  if (JSON.stringify(said) === JSON.stringify(request.answer)) return [request, 'ok'];
  return [{ ...request, kept: request.kept + 1 }, 'late'];
};

const cancel = (request: Request, { who }: Extract<Act, { act: 'cancel' }>): Told => {
  if (who !== request.assignee && who !== OWNER) return [request, 'refused'];
  return request.status === 'PENDING' ? [{ ...request, status: 'CANCELLED' }, 'ok'] : [request, 'late'];
};

const snooze = (request: Request, { who, ms }: Extract<Act, { act: 'snooze' }>, now: number): Told => {
  if (request.assignee !== who) return [request, 'refused'];
  const { deadline, policy } = request;
  if (deadline !== null && policy !== 'PARK' && now + ms >= deadline) return [request, 'invalid'];
  return [request, request.status === 'PENDING' ? 'ok' : 'late'];
};

const delegate = (request: Request, { who, to }: Extract<Act, { act: 'delegate' }>): Told => {
  const handedOn = request.status === 'PENDING' && request.handedOnBy === who;
  if (handedOn && to === request.assignee) return [request, 'ok'];
  if (request.assignee !== who) return [request, 'refused'];
  if (to === 'nobody' || to === who) return [request, 'invalid'];
  if (request.status !== 'PENDING') return [request, 'late'];
  return [{ ...request, assignee: to, handedOnBy: who }, 'ok'];
};

const tell = (request: Request, act: Exclude<Act, { act: 'switch' }>, now: number): Told => {
  switch (act.act) {
    case 'answer':
      return answer(request, act);
    case 'cancel':
      return cancel(request, act);
    case 'snooze':
      return snooze(request, act, now);
    case 'delegate':
      return delegate(request, act);
  }
};

export const apply = (model: Model, act: Act, now: number): [Model, Result] => {
  if (act.act === 'switch') return [model, act.who === OWNER ? 'ok' : 'refused'];
  const [next, result] = tell(model[act.request] as Request, act, now);
  return [model.map((request, index) => (index === act.request ? next : request)), result];
};

export interface Seen {
  act: Act;
  result: Result;
}

const orders = <T>(list: readonly T[]): T[][] =>
  list.length < 2
    ? [[...list]]
    : list.flatMap((first, at) => orders(list.toSpliced(at, 1)).map((rest) => [first, ...rest]));

const follow = (model: Model, [first, ...rest]: Seen[], now: number): Model[] => {
  if (!first) return [model];
  const [next, result] = apply(model, first.act, now);
  const after = first.result === 'unknown' ? [model, next] : first.result === result ? [next] : [];
  return after.flatMap((one) => follow(one, rest, now));
};

/**
 * What may be the case after acts that happened side by side: every state that some order of them leads to in which each is told
 * what it was told. None: what was seen cannot have happened (linearizability).
 */
export const explain = (possible: readonly Model[], seen: readonly Seen[], now: number): Model[] => {
  const after = possible.flatMap((model) => orders(seen).flatMap((order) => follow(model, order, now)));
  return [...new Map(after.map((model) => [JSON.stringify(model), model])).values()];
};
