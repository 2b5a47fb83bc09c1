import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type SampleAgents, startSampleAgents } from '@parley/sandbox/agents/a2a';
import { readLedgerFile } from '@parley/sandbox/kit';
import pg from 'pg';
import type { DemoModel } from '../../src/modules/agent/llm/index.js';
import { createTestDatabase } from '../support/index.js';
import { CaseMail } from './case-mail.js';
import { CaseRepository } from './case-repository.js';
import type { Effect } from './effect.js';
import { effectsFile, OUTSIDE, type Outside, recorderIn } from './files.js';
import { violations } from './invariants.js';
import { Person } from './person.js';
import { recoveryMs } from './recovery.js';
import type { Scenario, Stage } from './scenarios/index.js';
import { emptyQueue, setTheStage } from './set-the-stage.js';
import { homeOf, isQuiet, type RequestRow, readState, type State } from './state.js';
import { WorkerProcess } from './worker-process.js';

export interface Surroundings {
  workerFile: string;
  model: DemoModel;
}

/** What is done to one scenario. */
export interface Damage {
  /** FAILPOINTS of the first life. */
  failpoints: string;
  /** The queue's store is emptied between the lives. */
  emptied: boolean;
}

export interface CaseResult {
  killed: boolean;
  problems: string[];
  /** Undefined when nothing was killed. */
  recoveryMs: number | undefined;
  /** From the restart until it served, a part of the recovery. */
  readyMs: number | undefined;
  /** Failpoints in the order they were passed; only of a traced case. */
  passed: readonly string[];
}

/** How the database tells our connections from those of the product. */
const OURSELVES = 'crash-sweep';
const PATIENCE_MS = 25_000;
const LOOK_EVERY_MS = 50;
/** When all is quiet, one more beat of the sweeper: whatever would be done twice has its chance. */
const AFTERMATH_MS = 600;
/** And one more look into the mailbox. */
const MAIL_AFTERMATH_MS = 1_200;

/** One scenario on a database of its own: first life with the failpoint armed, second life after the kill. */
class Case {
  private readonly folder = mkdtempSync(join(tmpdir(), 'parley-crash-'));
  private readonly recorders = { SLACK: recorderIn(this.folder, 'SLACK'), EMAIL: recorderIn(this.folder, 'EMAIL') };
  private readonly pool: pg.Pool;
  private readonly workers: WorkerProcess[] = [];
  /** Null: the only one that will begin. */
  private sessionId: string | null = null;
  private begun = false;
  private atKill: State | undefined;
  private readonly unexpected: string[] = [];
  private restarting: Promise<void> = Promise.resolve();
  private closing = false;

  constructor(
    private readonly scenario: Scenario,
    private readonly damage: Damage,
    private readonly around: Surroundings,
    private readonly databaseUrl: string,
    private readonly mail: CaseMail | undefined,
    private readonly repository: CaseRepository | undefined,
    private readonly agents: SampleAgents | undefined,
  ) {
    this.pool = new pg.Pool({ connectionString: databaseUrl, max: 2, application_name: OURSELVES });
    this.pool.on('error', () => undefined); // an idle connection that ends with its database
  }

  async run(): Promise<CaseResult> {
    const person = new Person(() => this.worker.started());
    const other = new Person(() => this.worker.started(), 'Other');
    try {
      this.start(this.damage.failpoints);
      await this.worker.started();
      if (this.mail) await this.lookedIntoMailbox();
      await person.arrive();
      if (this.scenario.otherLadder) await other.arrive();
      if (!this.scenario.opens) this.sessionId = await person.open(this.scenario.agent ?? this.scenario.name);
      this.begun = true;
      await setTheStage(this.pool, this.folder, this.scenario, { person, other, sessionId: this.sessionId });
      await this.scenario.drive(this.stageFor(person, other));
      await this.until('quiet', isQuiet);
      await pause(this.mail ? MAIL_AFTERMATH_MS : AFTERMATH_MS);
      await this.restarting;
      await this.worker.started();
      return await this.judge(person, await readState(this.pool, this.sessionId));
    } catch (error) {
      return this.result([`${(error as Error).message}\n${await this.describe()}`], undefined);
    }
  }

  async close(): Promise<void> {
    this.closing = true;
    for (const worker of this.workers) await worker.kill();
    await this.mail?.close();
    await this.repository?.close();
    await this.agents?.close();
    await this.pool.end();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private get worker(): WorkerProcess {
    return this.workers.at(-1) as WorkerProcess;
  }

  private start(failpoints: string): void {
    const worker = new WorkerProcess({
      ...{ file: this.around.workerFile, folder: this.folder, databaseUrl: this.databaseUrl, failpoints },
      life: this.workers.length ? '2' : '1',
      llmUrl: this.around.model.baseUrl,
      leaseMs: this.scenario.leaseMs,
      connections: { ...this.mail?.environment(), ...this.repository?.environment() },
    });
    this.workers.push(worker);
    void worker.ended.then((how) => {
      if (this.closing) return;
      if (how === 'SIGKILL' && this.workers.length === 1)
        this.restarting = this.restart().catch((error) => void this.unexpected.push(String(error)));
      else this.unexpected.push(`the process ended by itself: ${how}\n${worker.log.join('\n')}`);
    });
  }

  /** Between the lives the database is looked at, so that it is known what was committed. */
  private async restart(): Promise<void> {
    if (!this.begun) throw new Error('killed before the scenario began');
    await this.lastWordsHeard();
    this.atKill = await readState(this.pool, this.sessionId);
    if (this.damage.emptied) await emptyQueue(this.pool);
    this.start('');
  }

  /** What a killed process had sent is still carried out: its connections end when nothing of it is left. */
  private async lastWordsHeard(): Promise<void> {
    const sql = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend'
      AND application_name <> $1`;
    const deadline = Date.now() + PATIENCE_MS;
    while ((await this.pool.query(sql, [OURSELVES])).rowCount) {
      if (Date.now() > deadline) throw new Error('connections of a dead process do not end');
      await pause(LOOK_EVERY_MS / 5);
    }
  }

  private stageFor(person: Person, other: Person): Stage {
    const cards = (channel: Outside) => this.recorders[channel].messages();
    const stands = (channel: Outside, { id, attempts }: RequestRow) =>
      channel === 'EMAIL' && this.mail
        ? this.mail.hasOneOf(attempts.map((attempt) => attempt.id))
        : cards(channel).some(({ about, controls }) => about === id && controls.length > 0);
    return {
      ...{ person, other, cards, sessionId: this.sessionId ?? '', until: this.until },
      mailbox: () => this.mailOrThrow().member,
      agentAt: (slug) => `${this.agentsOrThrow().url}/${slug}`,
      asked: (channel) =>
        this.until(`a question on ${channel}`, ({ requests }) =>
          requests.find(
            (request) =>
              request.status === 'PENDING' &&
              homeOf(request) === channel &&
              (channel === 'WEB' || stands(channel, request)),
          ),
        ),
    };
  }

  private mailOrThrow(): CaseMail {
    if (!this.mail) throw new Error(`${this.scenario.name} has no mailbox`);
    return this.mail;
  }

  private agentsOrThrow(): SampleAgents {
    if (!this.agents) throw new Error(`${this.scenario.name} has no agents elsewhere`);
    return this.agents;
  }

  /** What comes then is new, and is seen by a look that the scenario caused. */
  private async lookedIntoMailbox(): Promise<void> {
    const sql = 'SELECT 1 FROM mailbox_sync WHERE history_id IS NOT NULL AND lease IS NULL';
    const deadline = Date.now() + PATIENCE_MS;
    while (!(await this.pool.query(sql)).rowCount) {
      if (Date.now() > deadline) throw new Error('the mailbox was not looked into');
      await pause(LOOK_EVERY_MS);
    }
  }

  private readonly until = async <T>(what: string, find: (state: State) => T | undefined | false): Promise<T> => {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const found = find(await readState(this.pool, this.sessionId));
      if (found) return found;
      if (this.unexpected.length) throw new Error(this.unexpected.join('\n'));
      if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`);
      await pause(LOOK_EVERY_MS);
    }
  };

  private async judge(person: Person, end: State): Promise<CaseResult> {
    const restartedAt = this.workers[1]?.startedAt ?? Number.POSITIVE_INFINITY;
    const mine = new Set(end.runs.map(({ id }) => id));
    const calls = this.around.model.ledger.entries().filter(({ runId }) => mine.has(runId));
    const problems = violations({
      expected: this.scenario.runs,
      atKill: this.atKill,
      end,
      effects: readLedgerFile<Effect>(effectsFile(this.folder)),
      calls: calls.map(({ runId, stepKey, time }) => ({
        ...{ runId, stepKey },
        life: new Date(time).getTime() < restartedAt ? '1' : '2',
      })),
      sent: await this.sent(end),
      mail: await this.mail?.evidence(),
      repository: await this.repository?.evidence(),
      elsewhere: this.agents?.ledger.entries(),
      person,
    });
    const recovery = this.atKill && recoveryMs(this.atKill, end, restartedAt, this.worker.readyAt);
    return this.result([...this.unexpected, ...problems], recovery);
  }

  private async sent(state: State) {
    const EMAIL = (await this.mail?.recorded(state)) ?? this.recorders.EMAIL.entries();
    return { SLACK: this.recorders.SLACK.entries(), EMAIL };
  }

  private result(problems: string[], recovery: number | undefined): CaseResult {
    const passed = this.workers[0]?.passed ?? [];
    const [, second] = this.workers;
    const readyMs = second && second.readyAt - second.startedAt;
    return { killed: this.atKill !== undefined, problems, recoveryMs: recovery, readyMs, passed };
  }

  /** What one needs to see of a case that hangs. */
  private async describe(): Promise<string> {
    const { rows: runs } = await this.pool.query('SELECT * FROM agent_run');
    const { rows: steps } = await this.pool.query('SELECT key, status FROM agent_step ORDER BY position');
    const { rows: jobs } = await this.pool.query('SELECT * FROM outbox_job');
    const { rows: requests } = await this.pool.query('SELECT id, status, climb, next_rung_at FROM feedback_request');
    const { rows: attempts } = await this.pool.query('SELECT * FROM delivery_attempt ORDER BY attempt_no');
    const { rows: mails } = await this.pool.query('SELECT gmail_id, read_at, outcome FROM inbound_mail');
    const { rows: mailboxes } = await this.pool.query('SELECT * FROM mailbox_sync');
    const { rows: receipts } = await this.pool.query('SELECT outcome, target FROM inbound_receipt');
    const sent = OUTSIDE.map((channel) => this.recorders[channel].entries());
    const known = { runs, steps, jobs, requests, attempts, mails, mailboxes, receipts, sent, log: this.worker.log };
    return JSON.stringify(known, null, 1);
  }
}

export const runCase = async (scenario: Scenario, damage: Damage, around: Surroundings): Promise<CaseResult> => {
  const database = await createTestDatabase();
  const mail = scenario.mail && (await CaseMail.start(scenario.mail));
  const repository = scenario.repository && (await CaseRepository.start());
  const agents = scenario.agentsElsewhere && (await startSampleAgents({ workMs: 100 }));
  const one = new Case(scenario, damage, around, database.url, mail, repository, agents);
  try {
    return await one.run();
  } finally {
    await one.close();
    await database.drop();
  }
};
