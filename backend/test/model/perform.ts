import type { FeedbackAnswer, FeedbackRequest } from '@parley/contracts';
import { type RawInbound, person as sends } from '@parley/sandbox/recorder';
import { InboundSink } from '../../src/modules/channels/index.js';
import { soon } from '../support/product/index.js';
import type { Act, Result, Seen, Words } from './model.js';
import { type Outside, type Question, type World } from './world.js';

const RESULTS: Readonly<Record<number, Result>> = { 200: 'ok', 400: 'invalid', 404: 'refused', 422: 'invalid' };
const resultOf = ({ status, body }: { status: number; body: { code?: string } }): Result => {
  const known = RESULTS[status];
  if (known) return known;
  if (status === 409) return body.code === 'approval_mismatch' ? 'invalid' : 'late';
  throw new Error(`${status} ${JSON.stringify(body)}`);
};

/** Of what a channel brought in. */
const OUTCOMES: readonly [begins: string, result: Result][] = [
  ['applied', 'ok'],
  ['superseded', 'late'],
  ['late', 'late'],
  ['quarantined', 'refused'],
  ['asked back', 'invalid'],
];

const answerOf = ({ question, bindingHash }: FeedbackRequest, words: Words): FeedbackAnswer => {
  switch (question.type) {
    case 'CHOICE':
      return { type: 'CHOICE', value: words };
    case 'APPROVAL': {
      const shown = words === 'nonsense' ? 'f'.repeat(64) : (bindingHash ?? '');
      return { type: 'APPROVAL', decision: words === 'left' ? 'approve' : 'reject', bindingHash: shown };
    }
    case 'NOTICE':
      return { type: 'NOTICE' };
    default:
      return { type: 'TEXT', text: words };
  }
};

/** A click on the card where there is one, as it first stood there; out of the blue otherwise, as an old mail may. */
const payload = (world: World, question: Question, act: Extract<Act, { act: 'answer' }>, via: Outside): RawInbound => {
  const address = world.people[act.who].addresses[via];
  const card = world.channels[via].entries({ address, about: question.id })[0];
  const to = card ?? { address, key: null, threadId: 'none', about: question.id };
  return sends.clicks(to, { label: act.words, answer: answerOf(question.request, act.words) });
};

const onChannel = async (
  world: World,
  question: Question,
  act: Extract<Act, { act: 'answer' }>,
  via: Outside,
): Promise<Seen[]> => {
  const raw = payload(world, question, act, via);
  const given = await isGivenUp(world, act, via);
  const shown = stoodThere(world, question, act, via);
  // Brought twice, as channels do.
  const brought = await Promise.allSettled(
    [1, 2].map(() => world.product.current.nest.get(InboundSink).receive(via, raw)),
  );
  const outcome = await outcomeOf(
    world,
    raw.id,
    brought.every(({ status }) => status === 'rejected'),
  );
  if (outcome === null) return [];
  // Nobody approves what was never shown to them; whoever has seen it may (T27).
  if (outcome === NOT_SHOWN && !shown) return [];
  if (outcome === 'applied' && approves(question, act) && !stoodThere(world, question, act, via))
    throw new Error('T27: approved where it was never shown');
  const result = OUTCOMES.find(([begins]) => outcome.startsWith(begins))?.[1];
  if (!result) throw new Error(outcome);
  // An address that its provider calls gone speaks for nobody, until something arrives there again.
  if (result === 'refused' && (given || (await isGivenUp(world, act, via)))) return [];
  return [{ act, result }];
};

const NOT_SHOWN = 'asked back: not shown in whole';
const approves = ({ request }: Question, { words }: { words: Words }) =>
  request.question.type === 'APPROVAL' && words === 'left';
const stoodThere = (world: World, { id }: Question, { who }: Act, via: Outside): boolean =>
  world.channels[via].entries({ address: world.people[who].addresses[via], about: id }).length > 0;

/** Null: it was never stored, so it never happened. */
const outcomeOf = (world: World, externalId: string, lost: boolean): Promise<string | null> =>
  soon(async () => {
    const { rows } = await world.product.pool.query<{ outcome: string | null }>(
      'SELECT outcome FROM inbound_receipt WHERE external_id = $1',
      [externalId],
    );
    if (!rows[0] && lost) return null;
    if (!rows[0]?.outcome) throw new Error('what arrived is not handled');
    return rows[0].outcome;
  });

const isGivenUp = async (world: World, { who }: Act, via: Outside): Promise<boolean> => {
  const { rows } = await world.product.pool.query<{ status: string }>(
    'SELECT status FROM communication_channel WHERE address = $1',
    [world.people[who].addresses[via]],
  );
  return rows[0]?.status === 'DISCONNECTED';
};

/** Over HTTP. A line that breaks leaves nobody the wiser, nor does a process in its last moments. */
const overHttp = async (
  world: World,
  act: Act,
  call: () => Promise<{ status: number; body: { code?: string } }>,
): Promise<Seen[]> => {
  const { lives } = world;
  const reply = await call().catch(() => null);
  if (reply && !(reply.status === 503 && world.lives > lives)) return [{ act, result: resultOf(reply) }];
  if (world.lives === lives) throw new Error(`no reply to ${JSON.stringify(act)}`);
  return [{ act, result: 'unknown' }];
};

/** Does it, and tells what its author was told. Empty: it did not happen, and that is sure. */
export const perform = async (world: World, act: Act): Promise<Seen[]> => {
  if (act.act === 'switch') return switchTo(world, act);
  const question = world.questions[act.request] as Question;
  const person = world.as(act.who);
  const path = `/api/feedback-requests/${question.id}`;
  switch (act.act) {
    case 'answer':
      if (act.via !== 'WEB') return onChannel(world, question, act, act.via);
      return overHttp(world, act, () => person.answer(question.id, answerOf(question.request, act.words)));
    case 'cancel':
      return overHttp(world, act, () => person.post(`${path}/cancel`));
    case 'snooze':
      return snooze(world, question, act);
    case 'delegate': {
      const to = act.to === 'nobody' ? 'nobody@example.org' : world.people[act.to].email;
      const began = world.now();
      const seen = await overHttp(world, act, () => person.post(`${path}/delegate`, { to }));
      noteChange(world, question, seen, began, null);
      return seen;
    }
  }
};

const noteChange = (world: World, question: Question, [seen]: Seen[], began: number, until: number | null): void => {
  if (seen?.result === 'ok') question.changes.push({ began, ended: world.now(), until });
  if (seen?.result === 'unknown') question.changes.push({ began, ended: world.now(), until: null });
};

const switchTo = async (world: World, act: Extract<Act, { act: 'switch' }>): Promise<Seen[]> => {
  const session = world.sessions[act.session]!;
  const began = world.now();
  const seen = await overHttp(world, act, () =>
    world.as(act.who).send('PUT', `/api/sessions/${session.id}/channel`, { channel: act.to }),
  );
  const [{ result }] = seen as [Seen];
  if (result === 'ok' || result === 'unknown') session.preference.record(began, world.now(), act.to, result === 'ok');
  return seen;
};

const snooze = async (world: World, question: Question, act: Extract<Act, { act: 'snooze' }>): Promise<Seen[]> => {
  const began = world.now();
  const until = Date.now() + act.ms;
  const path = `/api/feedback-requests/${question.id}/snooze`;
  const seen = await overHttp(world, act, () => world.as(act.who).post(path, { until: new Date(until).toISOString() }));
  noteChange(world, question, seen, began, world.ofReal(until));
  return seen;
};
