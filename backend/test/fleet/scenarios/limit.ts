import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { ServerFrame } from '@parley/contracts';
import { Account } from '../clients/account.js';
import { Line } from '../clients/line.js';
import type { Fleet } from '../stage/fleet.js';
import { renew } from '../stage/renew.js';
import type { Scenario } from './scenario.js';

const LIMIT = 30;
const WINDOW_MS = 60_000;
const TRIES = 10_000;
/** Two windows and their edges. */
const DURATION_MS = 130_000;
/** Of tries that wait for their answer at the same time. */
const LINES = 8;
/**
 * A message is counted before it is stored, and the time between is not always the same: so much may be missing between the
 * first and the last of thirty-one.
 */
const SLACK_MS = 1_000;

/** One person, as fast as two lines of each kind allow, over both api processes: never more than 30 in any minute. */
export const limit: Scenario = {
  name: 'limit',
  long: true,
  run: async (fleet) => {
    await allowOnly(fleet, LIMIT);
    try {
      return await flood(fleet);
    } finally {
      await allowOnly(fleet, 1_000_000);
    }
  },
};

const allowOnly = async (fleet: Fleet, perMinute: number): Promise<void> => {
  fleet.deploy(fleet.version, { RATE_LIMIT_MESSAGES_PER_MINUTE: String(perMinute) });
  for (const name of ['api-1', 'api-2']) await renew(fleet, fleet.process(name));
};

const flood = async (fleet: Fleet) => {
  const account = await Account.arrive(fleet.url);
  const sessionId = await account.open('listener');
  const sayers = ['api-1', 'api-2'].flatMap((name) => {
    const { url } = fleet.process(name);
    return [byRest(account, sessionId, url), bySocket(account, sessionId, url)];
  });
  const outcomes = new Map<string, number>();
  const began = performance.now();
  let tries = 0;
  const line = async (sayer: Sayer) => {
    while (tries < TRIES && performance.now() - began < DURATION_MS) {
      const due = began + (tries++ / TRIES) * DURATION_MS;
      await pause(Math.max(0, due - performance.now()));
      const outcome = await sayer.say();
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: LINES }, (_, at) => line(sayers[at % sayers.length] as Sayer)));
  for (const sayer of sayers) sayer.close();
  return verdict(fleet, sessionId, tries, outcomes);
};

const verdict = async (fleet: Fleet, sessionId: string, tries: number, outcomes: Map<string, number>) => {
  const rows = await fleet.database.query<{ at: Date }>(
    `SELECT created_at AS at FROM message WHERE session_id = $1 AND role = 'USER' ORDER BY created_at`,
    [sessionId],
  );
  const times = rows.map(({ at }) => at.getTime());
  const distances = times.slice(LIMIT).map((time, at) => time - (times[at] as number));
  const closest = Math.min(...distances);
  const taken = outcomes.get('taken') ?? 0;
  const told = [...outcomes].map(([outcome, count]) => `${count} ${outcome}`).join(', ');
  const unwanted = [...outcomes.keys()].filter((outcome) => outcome !== 'taken' && outcome !== 'rate_limited');
  const problems = [
    ...(closest < WINDOW_MS - SLACK_MS ? [`31 messages within ${closest} ms`] : []),
    ...(taken === times.length ? [] : [`${taken} messages acknowledged, ${times.length} stored`]),
    ...(taken < 2 * LIMIT ? [`only ${taken} messages were let through in two windows`] : []),
    ...unwanted.map((outcome) => `an unexpected answer: ${outcome}`),
  ];
  return { figures: `${tries} tries: ${told}; the 31st came no sooner than ${closest} ms after the 1st`, problems };
};

/** One way to say something. @returns what became of it */
interface Sayer {
  say(): Promise<string>;
  close(): void;
}

const byRest = (account: Account, sessionId: string, url: string): Sayer => ({
  say: async () => {
    const payload = { id: randomUUID(), text: 'Hello' };
    const { status, body } = await account.call('POST', `/api/sessions/${sessionId}/messages`, payload, url);
    return status < 300 ? 'taken' : String(body.code);
  },
  close: () => undefined,
});

const bySocket = (account: Account, sessionId: string, url: string): Sayer => {
  const waiting = new Map<string, (outcome: string) => void>();
  const take = (frame: ServerFrame) => {
    if (frame.type !== 'ack' && frame.type !== 'error') return;
    if (frame.ref) waiting.get(frame.ref)?.(frame.type === 'ack' ? 'taken' : frame.problem.code);
    if (frame.ref) waiting.delete(frame.ref);
  };
  const line = new Line(url, account.url, account.token, { onReady: () => undefined, onFrame: take });
  return {
    say: async () => {
      const id = randomUUID();
      const outcome = new Promise<string>((resolve) => void waiting.set(id, resolve));
      while (!line.send({ type: 'message.send', ref: id, sessionId, message: { id, text: 'Hello' } })) await pause(50);
      return outcome;
    },
    close: () => line.close(),
  };
};
