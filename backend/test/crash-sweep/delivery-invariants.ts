import type { ChannelType } from '@parley/contracts';
import type { Recorded } from '@parley/sandbox/recorder';
import { type Evidence, type Invariant, same, unless } from './evidence.js';
import { OUTSIDE } from './files.js';
import type { ExpectedRung } from './scenarios/index.js';
import { type AttemptRow, asks, type RequestRow, type State } from './state.js';

/** All attempts of one climb on one channel, as far as they follow each other. */
interface Rung {
  climb: number;
  channel: ChannelType;
  attempts: AttemptRow[];
}

const BY_THE_WEB: readonly ExpectedRung[] = [{ channel: 'WEB', status: 'ACCEPTED', tries: 1 }];

const rungsOf = ({ attempts }: RequestRow): Rung[] => {
  const rungs: Rung[] = [];
  for (const attempt of attempts.filter(asks)) {
    const { climb, channel } = attempt;
    const last = rungs.at(-1);
    if (last?.climb === climb && last.channel === channel) last.attempts.push(attempt);
    else rungs.push({ climb, channel, attempts: [attempt] });
  }
  return rungs;
};

const expectedOf = ({ expected, end }: Evidence, { run_id, step_key }: RequestRow): readonly ExpectedRung[] => {
  const index = end.runs.findIndex(({ id }) => id === run_id);
  return expected[index]?.requests?.[step_key]?.rungs ?? BY_THE_WEB;
};

const UNDER_WAY = new Set(['SENDING', 'UNKNOWN']);

/** The kill cut off a call on this rung: whether it had arrived had to be found out, and it may have to be made again. */
const wasCutOff = (atKill: State | undefined, { id }: RequestRow, { climb, channel }: Rung): boolean =>
  atKill?.requests
    .find((request) => request.id === id)
    ?.attempts.some((one) => one.climb === climb && one.channel === channel && UNDER_WAY.has(one.status)) ?? false;

/** Each question took the way it should: one next channel after a failure, and no try more than that needs (F8). */
const ladders: Invariant = (evidence) =>
  evidence.end.requests.flatMap((request) => {
    const [found, wanted] = [rungsOf(request), expectedOf(evidence, request)];
    const way = found.map(({ channel, attempts }) => `${channel} ${attempts.at(-1)?.status}`);
    const tries = found.flatMap((rung, index) => {
      const [count, least] = [rung.attempts.length, wanted[index]?.tries ?? 0];
      const most = least + (wasCutOff(evidence.atKill, request, rung) ? 1 : 0);
      return unless(count >= least && count <= most, `${rung.channel} was tried ${count} times, wanted ${least}`);
    });
    const taken = found.flatMap(({ channel, attempts }) => {
      const count = attempts.filter(({ status }) => status === 'ACCEPTED').length;
      return unless(count <= 1, `${channel} took ${request.step_key} ${count} times in one climb`);
    });
    return [
      ...same(
        `way of ${request.step_key}`,
        way,
        wanted.map(({ channel, status }) => `${channel} ${status}`),
      ),
      ...tries,
      ...taken,
    ];
  });

/** By the log: while one try is under way, no other of the same climb begins. */
const oneAtATime: Invariant = ({ end }) =>
  end.requests.flatMap(({ id, step_key, attempts }) => {
    const byNumber = new Map(attempts.map((attempt) => [attempt.attempt_no, attempt]));
    const first = byNumber.get(1);
    // The statement that asks writes the first try and no event of it.
    const open = new Set(first && first.channel !== 'WEB' ? [first] : []);
    return end.events.flatMap(({ type, payload }) => {
      const attempt = byNumber.get(payload.attempt ?? 0);
      if (type !== 'delivery.updated' || payload.requestId !== id || !attempt || !asks(attempt)) return [];
      if (payload.status === 'UNKNOWN') return [];
      if (open.delete(attempt)) return unless(payload.status !== 'PENDING', `try ${attempt.attempt_no} began twice`);
      const beside = [...open].filter(({ climb }) => climb === attempt.climb);
      if (payload.status === 'PENDING') open.add(attempt);
      return unless(beside.length === 0, `try ${attempt.attempt_no} of ${step_key} began while another was under way`);
    });
  });

/** The channels have what the database says they took, each once and at the right address, and nothing else (I6, I7). */
const posts: Invariant = ({ end, sent }) =>
  OUTSIDE.flatMap((channel) => {
    const taken = end.requests.flatMap(({ id, attempts }) =>
      attempts
        .filter((attempt) => attempt.channel === channel && asks(attempt) && attempt.status === 'ACCEPTED')
        .map((attempt) => `${attempt.id} ${id} ${attempt.address} ${attempt.message_id}`),
    );
    const found = sent[channel]
      .filter(({ operation }) => operation === 'deliver')
      .map(({ key, about, address, messageId }) => `${key} ${about} ${address} ${messageId}`);
    return same(`what ${channel} took`, found.sort(), taken.sort());
  });

/** No card of a settled question can be acted upon: the last thing said of each is its end (FB-3). */
const closed: Invariant = ({ end, sent }) =>
  end.requests.flatMap(({ id, step_key, status }) => {
    if (status === 'PENDING') return [`${step_key} is still open`];
    return OUTSIDE.flatMap((channel) => {
      const newest = new Map<string, Recorded>();
      for (const entry of sent[channel]) if (entry.about === id) newest.set(entry.messageId, entry);
      return [...newest.values()].flatMap(({ operation, controls }) =>
        unless(operation === 'update' && controls.length === 0, `the card of ${step_key} on ${channel} still stands`),
      );
    });
  });

/** Every card got its last rewriting, decided once, and none was given up. */
const rewritings: Invariant = ({ end }) =>
  end.requests.flatMap(({ attempts, step_key }) => {
    const cards = attempts.filter((one) => asks(one) && one.status === 'ACCEPTED' && one.channel !== 'WEB');
    return [
      ...same(
        `attempts of ${step_key} that were given up`,
        attempts.filter(({ dead }) => dead).map(({ attempt_no }) => attempt_no),
        [],
      ),
      ...cards.flatMap(({ id, channel }) => {
        const updates = attempts.filter(({ target_id }) => target_id === id);
        const decided = updates.filter(({ why }) => why === 'settled').length;
        return [
          ...same(`endings decided for ${step_key} on ${channel}`, decided, 1),
          ...unless(updates.at(-1)?.status === 'ACCEPTED', `the last rewriting on ${channel} is not done`),
        ];
      }),
    ];
  });

/** What arrived is known once, with what became of it; and whoever must be told something is told once (I4). */
const inbound: Invariant = ({ expected, end, sent }) => {
  const said = OUTSIDE.flatMap((channel) =>
    sent[channel].filter(({ operation, voice }) => operation === 'say' && !voice),
  );
  return [
    ...same(
      'what became of what arrived',
      end.receipts.map(({ outcome }) => outcome),
      expected.flatMap(({ receipts = [] }) => receipts),
    ),
    ...same(
      'words on channels',
      said.length,
      expected.reduce((sum, { words = 0 }) => sum + words, 0),
    ),
  ];
};

/** What an agent said was brought once to where it should be, in its order, and stands there to its last word (SES-6). */
const carried: Invariant = ({ expected, end, sent }) => {
  const said = end.messages.filter(({ role, type }) => role === 'AGENT' && type === 'TEXT');
  const brought = end.carried.filter(({ purpose, status }) => purpose === 'MESSAGE' && status === 'ACCEPTED');
  const heard = OUTSIDE.flatMap((channel) => sent[channel].filter(({ voice }) => voice));
  const shown = new Map(heard.map(({ messageId, text }) => [messageId, text]));
  return [
    ...same(
      'where words went',
      said.flatMap(({ id }) => brought.filter(({ of }) => of === id).map(({ channel }) => channel)),
      expected.flatMap(({ carried = [] }) => carried),
    ),
    ...same(
      'order of words',
      heard.filter(({ operation }) => operation === 'say').map(({ messageId }) => messageId),
      said.flatMap(({ id }) => brought.filter(({ of }) => of === id).map(({ message_id }) => message_id)),
    ),
    ...said.flatMap(({ id, text }) =>
      brought
        .filter(({ of }) => of === id)
        .flatMap(({ message_id }) => same('last words', shown.get(message_id ?? ''), text)),
    ),
  ];
};

/** At the kill, too, every open question had somebody who would go on with it, or stood somewhere (I12). */
const driven: Invariant = ({ atKill }) =>
  (atKill?.requests ?? [])
    .filter(({ status }) => status === 'PENDING')
    .flatMap(({ step_key, next_rung_at, attempts }) => {
      const goesOn = next_rung_at !== null || attempts.some(({ ended_at }) => ended_at === null);
      return unless(goesOn || attempts.some(({ status }) => status === 'ACCEPTED'), `${step_key} was with nobody`);
    });

/** The result of an attempt stands. */
const resultsStand: Invariant = ({ atKill, end }) => {
  const now = new Map(end.requests.flatMap(({ attempts }) => attempts.map((one) => [one.id, JSON.stringify(one)])));
  const ended = (atKill?.requests ?? [])
    .flatMap(({ attempts }) => attempts)
    .filter(({ ended_at }) => ended_at !== null);
  return ended.flatMap((one) => same(`result of attempt ${one.attempt_no}`, now.get(one.id), JSON.stringify(one)));
};

export const DELIVERY_INVARIANTS: Record<string, Invariant> = {
  ladders,
  oneAtATime,
  posts,
  closed,
  rewritings,
  inbound,
  carried,
  driven,
  resultsStand,
};
