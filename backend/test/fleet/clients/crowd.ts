import { setTimeout as pause } from 'node:timers/promises';
import type { FeedbackRequest, SessionEvent } from '@parley/contracts';
import type { Fleet } from '../stage/fleet.js';
import { Account } from './account.js';
import { Client } from './client.js';

const PEOPLE = 8;
/** One errand after the other; this long, and it has been forgotten. */
const ERRAND_WITHIN_MS = 45_000;

export interface Load {
  /** Sessions in which somebody talks all the time. */
  talkers: number;
  perSecond: number;
  /** Sessions in which somebody gives an errand, answers its question and waits for its end, over and over. */
  errands: number;
}

/** Everybody who uses the fleet at once. Each session is a client of its own. */
export class Crowd {
  private stopping = false;
  private readonly lines: Promise<void>[] = [];
  /** By `performance.now()`. */
  readonly errandsDone: number[] = [];
  readonly problems: string[] = [];

  private constructor(
    readonly accounts: readonly Account[],
    readonly clients: readonly Client[],
    private readonly load: Load,
  ) {}

  static async gather(fleet: Fleet, load: Load): Promise<Crowd> {
    const accounts = await Promise.all(Array.from({ length: PEOPLE }, () => Account.arrive(fleet.url)));
    await giveSlack(fleet, accounts);
    const agents = [...Array<string>(load.talkers).fill('listener'), ...Array<string>(load.errands).fill('errand')];
    const clients = await Promise.all(agents.map((agent, at) => Client.open(accounts[at % PEOPLE] as Account, agent)));
    await fleet.database.query(`UPDATE chat_session SET preferred_channel = 'SLACK' WHERE id = ANY($1::uuid[])`, [
      clients.filter(({ errand }) => errand).map(({ sessionId }) => sessionId),
    ]);
    return new Crowd(accounts, clients, load);
  }

  begin(): void {
    const everyMs = (this.load.talkers / this.load.perSecond) * 1_000;
    for (const client of this.clients)
      this.lines.push(
        (client.errand ? this.giveErrands(client) : this.talk(client, everyMs)).catch(
          (error: Error) => void this.problems.push(error.message),
        ),
      );
  }

  /** Nothing new is begun; what has been is waited for. */
  async rest(): Promise<void> {
    this.stopping = true;
    await Promise.all(this.lines);
  }

  close(): void {
    for (const client of this.clients) client.close();
  }

  private async talk(client: Client, everyMs: number): Promise<void> {
    await pause(Math.random() * everyMs);
    for (let count = 1; !this.stopping; count++) {
      const { at } = await client.say(`message ${count}`, count % 2 ? 'socket' : 'rest');
      await pause(Math.max(0, at + everyMs - performance.now()));
    }
  }

  private async giveErrands(client: Client): Promise<void> {
    while (!this.stopping) {
      await errand(client);
      this.errandsDone.push(performance.now());
    }
  }
}

/** Asked in Slack first, as if they had linked it long ago. */
const giveSlack = (fleet: Fleet, accounts: readonly Account[]) =>
  fleet.database.query(
    `INSERT INTO communication_channel (id, user_id, type, address, status, position, wait_ms, verified_at)
     SELECT gen_random_uuid(), id, 'SLACK', 'slack-of-' || email, 'ACTIVE', 0, 3600000, now() FROM app_user WHERE email = ANY($1)`,
    [accounts.map(({ email }) => email)],
  );

/** From the message to the end of its run. @returns when each thing was seen */
export const errand = async (client: Client, answerAt = client.account.url) => {
  const asked = next(client, 'the question', (event) =>
    event.type === 'feedback.requested' ? event.payload.request : undefined,
  );
  const { at } = await client.say('Go.', 'socket');
  const request = await asked;
  const askedAt = performance.now();
  const ended = next(client, 'the end of the run', (event) =>
    event.type === 'run.updated' && event.payload.run.endedAt ? event.payload.run : undefined,
  );
  await answer(client, request, answerAt);
  const answeredAt = performance.now();
  const run = await ended;
  if (run.status !== 'COMPLETED') throw new Error(`the errand ended as ${run.status}: ${run.error}`);
  return { at, askedAt, answeredAt, endedAt: performance.now() };
};

/** The second try of what was taken is told so, and with whose answer. */
const answer = async ({ account }: Client, { id }: FeedbackRequest, url: string): Promise<void> => {
  const payload = { answer: { type: 'CHOICE', value: 'left' } };
  const { status, body } = await account.call('POST', `/api/feedback-requests/${id}/answer`, payload, url);
  const taken = status === 200 || (status === 409 && body.code === 'feedback_already_settled');
  if (!taken) throw new Error(`the answer was refused: ${status} ${JSON.stringify(body)}`);
};

const next = <T>(client: Client, what: string, find: (event: SessionEvent) => T | undefined): Promise<T> =>
  new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      leave();
      reject(new Error(`waited in vain for ${what} in session ${client.sessionId}, seen up to ${client.cursor}`));
    }, ERRAND_WITHIN_MS);
    const leave = client.onEvent((event) => {
      const found = find(event);
      if (found === undefined) return;
      clearTimeout(late);
      leave();
      resolve(found);
    });
  });
