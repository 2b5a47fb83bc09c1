import {
  type SlackPerson,
  type SlackSandbox,
  type SlackSandboxOptions,
  startSlackSandbox,
} from '@parley/sandbox/slack';
import type { AgentDefinition } from '../../../src/modules/agent/index.js';
import { type Person, soon, startTestProduct, type TestProduct } from '../product/index.js';

export interface SlackStageOptions extends SlackSandboxOptions {
  mode?: 'http' | 'socket';
  agents?: AgentDefinition[];
  env?: Record<string, string>;
  /** Of another product, to be a second process beside it. */
  databaseUrl?: string;
}

/** The product connected to a local Slack, over real HTTP and real sockets, by configuration alone. */
export class SlackStage {
  private constructor(
    readonly slack: SlackSandbox,
    public product: TestProduct,
  ) {}

  static async start({ mode = 'http', agents = [], env = {}, databaseUrl, ...options }: SlackStageOptions = {}) {
    const slack = await startSlackSandbox({ retryDelaysMs: [50, 200, 1_000], ...options });
    const product = await startTestProduct({
      agents,
      ...(databaseUrl && { databaseUrl }),
      env: { ...slackEnvironment(slack, mode), ...env },
    });
    const stage = new SlackStage(slack, product);
    await stage.connect(mode);
    return stage;
  }

  /** After `product.close()`: the same Slack, and the database that was given. */
  async restart({
    agents = [],
    env = {},
    databaseUrl,
  }: Pick<SlackStageOptions, 'agents' | 'env' | 'databaseUrl'>): Promise<void> {
    const all = { ...slackEnvironment(this.slack, 'http'), ...env };
    this.product = await startTestProduct({ agents, env: all, ...(databaseUrl && { databaseUrl }) });
    await this.connect('http');
  }

  /** A second process of the same installation, by Socket Mode too. */
  async beside(agents: AgentDefinition[], env: Record<string, string> = {}): Promise<TestProduct> {
    const { databaseUrl } = this.product;
    const before = this.slack.state.sockets();
    const all = { ...slackEnvironment(this.slack, 'socket'), ...env };
    const product = await startTestProduct({ agents, databaseUrl, env: all });
    await soon(() => {
      if (this.slack.state.sockets() < before + 2) throw new Error('not connected yet');
    });
    return product;
  }

  private async connect(mode: 'http' | 'socket'): Promise<void> {
    if (mode === 'http') {
      const at = (path: string) => `${this.product.url}/slack/${path}`;
      const urls = { eventsUrl: at('events'), interactivityUrl: at('interactivity'), commandsUrl: at('commands') };
      await this.slack.connect({ mode, ...urls });
      return;
    }
    await this.slack.connect({ mode });
    await soon(() => {
      if (this.slack.state.sockets() < 2) throw new Error('not connected yet');
    });
  }

  /** A person with an account, and the Slack member that is linked to it. */
  async linked(name: string, userId: string, teamId = 'T0ACME'): Promise<{ person: Person; member: SlackPerson }> {
    const person = await this.product.signUp(name);
    const member = this.slack.person(userId, teamId);
    await this.link(person, member);
    return { person, member };
  }

  /** As a person does it: `/parley link`, open the link, confirm. */
  async link(person: Person, member: SlackPerson): Promise<void> {
    const token = await this.linkToken(member);
    const { status, text } = await person.post(`/api/channels/links/${token}`);
    if (status !== 200) throw new Error(text);
  }

  async linkToken(member: SlackPerson): Promise<string> {
    const text = await this.command(member, 'link');
    const [, token] = /\/settings\/channels\?link=([\w-]+)\|/.exec(text) ?? [];
    if (!token) throw new Error(`no link in ${text}`);
    return token;
  }

  async command(member: SlackPerson, text: string, channel = member.dmChannel()): Promise<string> {
    const outcome = await member.command('/parley', text, channel);
    if (!outcome.ok || !outcome.reply) throw new Error(`no reply: ${JSON.stringify(outcome)}`);
    return outcome.reply.text;
  }

  /** How many things from outside are kept. */
  async receipts(): Promise<number> {
    const { rows } = await this.product.pool.query<{ count: string }>('SELECT count(*) FROM inbound_receipt');
    return Number(rows[0]?.count);
  }

  async close(): Promise<void> {
    await this.product.close();
    await this.slack.close();
  }
}

const slackEnvironment = (slack: SlackSandbox, mode: 'http' | 'socket'): Record<string, string> => ({
  SLACK_CLIENT_ID: slack.app.clientId,
  SLACK_CLIENT_SECRET: slack.app.clientSecret,
  SLACK_SIGNING_SECRET: slack.app.signingSecret,
  ...(mode === 'socket' && { SLACK_APP_TOKEN: slack.app.appToken }),
  SLACK_BOT_TOKEN: slack.installation().botToken,
  SLACK_API_URL: `${slack.url}/api/`,
});
