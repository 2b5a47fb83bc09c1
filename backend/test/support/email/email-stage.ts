import { type MailPerson, type MailSandbox, type MailSandboxOptions, startMailSandbox } from '@parley/sandbox/mail';
import { RecordingChannel } from '@parley/sandbox/recorder';
import type { AgentDefinition } from '../../../src/modules/agent/index.js';
import { RecordingChannelAdapter } from '../../../src/modules/channels/index.js';
import { ORIGIN, type Person, soon, startTestProduct, type TestProduct } from '../product/index.js';
import { PARLEY } from './addresses.js';
import { sourceReader } from './source-reader.js';

export interface EmailStageOptions extends MailSandboxOptions {
  /** Gmail tells at once what arrives; else it is asked once a second. */
  push?: boolean;
  agents?: AgentDefinition[];
  env?: Record<string, string>;
  /** Of another product, to be a second process beside it. */
  databaseUrl?: string;
  /** Which mailbox is Parley's. */
  mailbox?: string;
  /** Of another stage: the same Gmail. */
  mail?: MailSandbox;
}

/** The product connected to a local mailbox, over real HTTP and Google's own SDK, by configuration alone. */
export class EmailStage {
  /** Where somebody can be told what must not be told by mail. */
  readonly slack = new RecordingChannel({ name: 'SLACK' });
  product!: TestProduct;

  private constructor(
    readonly mail: MailSandbox,
    /** By which it is connected. */
    readonly refreshToken: string,
    private readonly options: EmailStageOptions,
  ) {}

  static async start(options: EmailStageOptions = {}): Promise<EmailStage> {
    const { push, agents, env, databaseUrl, mailbox, mail: given, ...sandbox } = options;
    const mail = given ?? (await startMailSandbox({ pushRetryDelaysMs: [50, 200, 1_000], ...sandbox }));
    const all = { ...emailEnvironment(mail, options), ...env };
    const stage = new EmailStage(mail, all.GMAIL_REFRESH_TOKEN ?? '', { ...options, env: all });
    await stage.restart();
    return stage;
  }

  /** Also after `product.close()`: the same Gmail, and the database that was given. */
  async restart(): Promise<void> {
    const { agents = [], env = {}, databaseUrl } = this.options;
    const slack = new RecordingChannelAdapter({ type: 'SLACK', channel: this.slack, publicUrl: ORIGIN });
    const database = databaseUrl ? { databaseUrl } : {};
    this.product = await startTestProduct({ agents, channels: [slack], env, mailReader: sourceReader(), ...database });
    await this.connect();
  }

  private async connect(): Promise<void> {
    const { push = true } = this.options;
    const at = { url: `${this.product.url}/google/push`, audience: `${ORIGIN}/google/push` };
    if (push) this.mail.connectPush(at);
    await soon(async () => {
      const { rows } = await this.product.pool.query('SELECT 1 FROM mailbox_sync WHERE history_id IS NOT NULL');
      if (!rows.length) throw new Error('the mailbox was not looked into yet');
    });
  }

  /** A person with an account, and the mailbox that is theirs: they read the code there and type it in. */
  async linked(name: string, email: string): Promise<{ person: Person; member: MailPerson }> {
    const person = await this.product.signUp(name);
    const member = this.mail.person(email);
    await this.link(person, member);
    return { person, member };
  }

  async link(person: Person, member: MailPerson): Promise<string> {
    const known = new Set(member.inbox('ALL').map(({ id }) => id));
    const added = await person.post('/api/channels', { type: 'EMAIL', address: member.email });
    if (added.status !== 201) throw new Error(added.text);
    const { id } = await member.waitFor((mail) => !known.has(mail.id) && /\b\d{6}\b/.test(mail.snippet + mail.subject));
    const { text } = await member.read(id);
    const [code] = /\b\d{6}\b/.exec(text) ?? [];
    const verified = await person.post(`/api/channels/${added.body.id}/verify`, { code });
    if (verified.status !== 200) throw new Error(verified.text);
    return added.body.id;
  }

  /** Reached there next when they are not by mail. @returns their address there */
  async alsoOnSlack(person: Person): Promise<string> {
    const address = `t0acme/u${person.id.slice(0, 8)}`;
    await this.product.pool.query(
      `INSERT INTO communication_channel (id, user_id, type, address, status, position, verified_at)
       VALUES (gen_random_uuid(), $1, 'SLACK', $2, 'ACTIVE', 50, now())`,
      [person.id, address],
    );
    await this.product.pool.query(
      `UPDATE communication_channel SET position = 99 WHERE user_id = $1 AND type = 'WEB'`,
      [person.id],
    );
    return address;
  }

  /** The question went on to there. */
  async onSlackSoon(address: string, question: string): Promise<void> {
    await soon(() => {
      const told = this.slack.entries({ address, operation: 'deliver' });
      if (!told.some(({ text }) => text?.includes(question))) throw new Error(`"${question}" was not asked in Slack`);
    });
  }

  /** Mail addresses that were found not to work are tried again. */
  async healed(): Promise<void> {
    await this.product.pool.query(
      `UPDATE communication_channel SET status = 'ACTIVE', problem = NULL WHERE type = 'EMAIL'`,
    );
  }

  /** Whatever Gmail told, or did not: it is looked for now. */
  async lookNow(): Promise<Date> {
    const { rows } = await this.product.pool.query<{ at: Date }>('SELECT now() AS at');
    await this.product.pool.query('UPDATE mailbox_sync SET due_at = now()');
    return rows[0]?.at ?? new Date();
  }

  /** All that has arrived is stored, read and dealt with, and all that was to be sent is sent. */
  async settled(): Promise<void> {
    await this.mail.settled();
    const since = await this.lookNow();
    await soon(async () => {
      const { rows } = await this.product.pool.query(
        `SELECT 1 FROM mailbox_sync s JOIN integration i ON i.id = s.integration_id AND i.status = 'ACTIVE'
           WHERE s.lease IS NOT NULL OR s.due_at <= now() OR s.problem IS NULL AND s.synced_at < $1
         UNION ALL SELECT 1 FROM inbound_mail WHERE read_at IS NULL
         UNION ALL SELECT 1 FROM inbound_receipt WHERE handled_at IS NULL
         UNION ALL SELECT 1 FROM outbox_job WHERE dead_at IS NULL
         UNION ALL SELECT 1 FROM delivery_attempt WHERE ended_at IS NULL AND status <> 'SKIPPED' AND due_at <= now()`,
        [since],
      );
      if (rows.length) throw new Error('something is still to be dealt with');
    });
  }

  /** What became of the mails that came in, the oldest first: as what each was read, and what was done about it. */
  async outcomes(): Promise<{ read: string; done: string | null }[]> {
    const { rows } = await this.product.pool.query<{ read: string; done: string | null }>(
      `SELECT m.outcome AS read, (SELECT r.outcome FROM inbound_receipt r WHERE r.raw #>> '{raw,mailId}' = m.id::text) AS done
       FROM inbound_mail m ORDER BY m.internal_date, m.received_at, m.id`,
    );
    return rows;
  }

  async lastOutcome() {
    await this.settled();
    return (await this.outcomes()).at(-1);
  }

  async close(): Promise<void> {
    await this.product.close();
    if (!this.options.mail) await this.mail.close();
  }
}

const emailEnvironment = (
  mail: MailSandbox,
  { push = true, mailbox = PARLEY }: EmailStageOptions,
): Record<string, string> => ({
  GOOGLE_CLIENT_ID: mail.app.clientId,
  GOOGLE_CLIENT_SECRET: mail.app.clientSecret,
  GMAIL_REFRESH_TOKEN: mail.grant(mailbox).refreshToken,
  GOOGLE_API_URL: mail.url,
  GMAIL_POLL_SECONDS: push ? '3' : '1',
  ...(push && { GMAIL_PUSH_TOPIC: mail.push.topic, GMAIL_PUSH_SERVICE_ACCOUNT: mail.push.serviceAccount }),
});
