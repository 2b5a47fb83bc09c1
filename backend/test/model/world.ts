import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { ChannelType, FeedbackRequest, LadderRung, PreferredChannel } from '@parley/contracts';
import { RecordingChannel } from '@parley/sandbox/recorder';
import type pg from 'pg';
import { Presence, RecordingChannelAdapter } from '../../src/modules/channels/index.js';
import { ageDatabase } from '../support/delivery/age-database.js';
import type { LineCall, Operation } from '../support/delivery/channel-line.js';
import { MortalProduct } from '../support/delivery/mortal-product.js';
import { type Person, ScriptedAgent } from '../support/product/index.js';
import { History } from './history.js';
import { OWNER, PEOPLE, type Who } from './model.js';

export const MINUTE = 60_000;
/** No call takes longer, from its mark to its result. */
const CALL_MS = 2_000;
export type Outside = Exclude<ChannelType, 'WEB'>;
export const OUTSIDE: readonly Outside[] = ['SLACK', 'EMAIL'];
/** How long a question waits on each channel. */
export const WAIT_MS: Readonly<Record<ChannelType, number>> = {
  WEB: 2 * MINUTE,
  SLACK: 10 * MINUTE,
  EMAIL: 60 * MINUTE,
};

export interface Setup {
  /** Of the owner's channels. */
  order: readonly ChannelType[];
  reminderMinutes: number | null;
}

export interface Member {
  who: Who;
  person: Person;
  email: string;
  addresses: Readonly<Record<Outside, string>>;
  order: readonly ChannelType[];
  quiet: History<boolean>;
}

export interface OpenSession {
  id: string;
  preference: History<PreferredChannel>;
  present: Readonly<Record<Who, History<boolean>>>;
}

/** A question as it was asked; `at`: in the order of asking. */
export interface Question {
  id: string;
  session: OpenSession;
  request: FeedbackRequest;
  override: readonly LadderRung[] | null;
  /** It was set aside until then (null: handed on, or nobody knows), at some moment between these two. */
  changes: { began: number; ended: number; until: number | null }[];
}

/**
 * People, their channels and the product, with a clock that the test turns. Moments are in milliseconds on that clock: the
 * real one, and all the time that was let pass.
 */
export class World {
  readonly sessions: OpenSession[] = [];
  readonly questions: Question[] = [];
  /** How many processes there were. */
  lives = 1;
  private aged = 0;
  /** Of the process that lives now, in real time. */
  private bornAt = Date.now();
  private readonly agings: { real: number; aged: number }[] = [{ real: 0, aged: 0 }];
  private readonly slow = new Map<Operation, number>();

  private constructor(
    readonly setup: Setup,
    readonly channels: Readonly<Record<Outside, RecordingChannel>>,
    readonly agent: ScriptedAgent,
    readonly calls: LineCall[],
    readonly product: MortalProduct,
    readonly people: Record<Who, Member>,
  ) {}

  static async create(setup: Setup): Promise<World> {
    const channels = { SLACK: new RecordingChannel({ name: 'SLACK' }), EMAIL: new RecordingChannel({ name: 'EMAIL' }) };
    const agent = new ScriptedAgent();
    const calls: LineCall[] = [];
    const later: { world?: World } = {};
    const product = await MortalProduct.start({
      agents: [agent.definition],
      channels: OUTSIDE.map(
        (type) => new RecordingChannelAdapter({ type, channel: channels[type], publicUrl: 'http://parley.test' }),
      ),
      line: {
        calls,
        clock: () => later.world?.now() ?? Date.now(),
        delay: (operation, way) => later.world?.delay(operation, way) ?? 0,
      },
      env: { SWEEP_INTERVAL_MS: '20' },
    });
    const world = new World(setup, channels, agent, calls, product, {} as Record<Who, Member>);
    later.world = world;
    // The owner first: the first account is the admin's.
    for (const who of PEOPLE) world.people[who] = await world.member(who);
    return world;
  }

  close(): Promise<void> {
    return this.product.close();
  }

  now(): number {
    return Date.now() + this.aged;
  }

  /** On this clock, what the database says now about a moment. */
  get sinceWritten(): number {
    return this.aged;
  }

  /** On this clock, a moment of the real one. */
  ofReal(real: number): number {
    return real + (this.agings.findLast((aging) => aging.real <= real)?.aged ?? 0);
  }

  /** Not while a living process has a call on its way: minutes would pass for the others, and a moment for the call. */
  async pass(ms: number): Promise<void> {
    const noCall = async (client: pg.PoolClient) => {
      const recentMs = Math.min(CALL_MS, Date.now() - this.bornAt);
      const { rowCount } = await client.query(
        `SELECT 1 FROM delivery_attempt WHERE ended_at IS NULL AND lease_until > now() AND started_at > now() - make_interval(secs => $1)`,
        [recentMs / 1_000],
      );
      if (rowCount) return false;
      this.aged += ms;
      this.agings.push({ real: Date.now(), aged: this.aged });
      return true;
    };
    while (!(await ageDatabase(this.product.pool, ms, noCall))) await pause(20);
  }

  /** As this person, at the process that lives now. */
  as(who: Who): Person {
    return this.people[who].person.at(this.product.current.url);
  }

  async crash(): Promise<void> {
    const began = this.now();
    this.lives += 1;
    await this.product.crash();
    this.begun(began);
  }

  async restart(): Promise<void> {
    const began = this.now();
    await this.product.restart();
    this.begun(began);
  }

  look(who: Who, session: OpenSession, present: boolean): void {
    const page = this.people[who];
    const began = this.now();
    const presence = this.product.current.nest.get(Presence);
    if (present) presence.show(page, page.person.id, session.id);
    else presence.close(page);
    for (const other of this.sessions)
      if (other !== session || !present) other.present[who].record(began, this.now(), false);
    if (present) session.present[who].record(began, this.now(), true);
  }

  /** The next call of this kind takes its time on the way to the channel. */
  delayNext(operation: Operation, ms: number): void {
    this.slow.set(operation, ms);
  }

  private delay(operation: Operation, way: 'there' | 'back'): number {
    const usual = Math.random() * 4;
    if (way === 'back') return usual;
    const slow = this.slow.get(operation) ?? usual;
    this.slow.delete(operation);
    return slow;
  }

  private begun(began: number): void {
    this.bornAt = Date.now();
    for (const session of this.sessions)
      for (const who of PEOPLE) session.present[who].record(began, this.now(), false);
  }

  private async member(who: Who): Promise<Member> {
    const person = await this.product.current.signUp(who);
    const addresses = { SLACK: `u${randomUUID()}`, EMAIL: `${randomUUID()}@example.org` };
    const order: readonly ChannelType[] = who === OWNER ? this.setup.order : ['EMAIL', 'WEB'];
    const { pool } = this.product;
    await pool.query(
      `UPDATE communication_channel SET position = $2, wait_ms = $3 WHERE user_id = $1 AND type = 'WEB'`,
      [person.id, order.indexOf('WEB'), WAIT_MS.WEB],
    );
    for (const type of OUTSIDE.filter((one) => order.includes(one)))
      await pool.query(
        `WITH own AS (INSERT INTO integration (id, type, external_id, name, updated_at)
           VALUES (gen_random_uuid(), $2::"ChannelType", $3, $3, now()) RETURNING id)
         INSERT INTO communication_channel (id, user_id, type, integration_id, address, status, position, wait_ms, verified_at)
         SELECT gen_random_uuid(), $1, $2::"ChannelType", own.id, $3, 'ACTIVE', $4, $5, now() FROM own`,
        [person.id, type, addresses[type], order.indexOf(type), WAIT_MS[type]],
      );
    const { rows } = await pool.query<{ email: string }>('SELECT email FROM app_user WHERE id = $1', [person.id]);
    const member = { who, person, email: rows[0]!.email, addresses, order, quiet: new History(false) };
    await setContact(person, false, who === OWNER ? this.setup.reminderMinutes : null);
    return member;
  }

  async setQuiet(who: Who, quiet: boolean): Promise<void> {
    const began = this.now();
    await setContact(this.as(who), quiet, who === OWNER ? this.setup.reminderMinutes : null);
    this.people[who].quiet.record(began, this.now(), quiet);
  }
}

const clock = (ms: number) => new Date(Date.now() + ms).toISOString().slice(11, 16);

/** Quiet hours that hold now, and for longer than any test. */
const setContact = async (person: Person, quiet: boolean, reminderMinutes: number | null): Promise<void> => {
  const quietHours = quiet ? { from: clock(-60 * MINUTE), to: clock(120 * MINUTE) } : null;
  const { status } = await person.send('PUT', '/api/preferences', { timeZone: 'UTC', quietHours, reminderMinutes });
  if (status !== 200) throw new Error(`preferences: ${status}`);
};
