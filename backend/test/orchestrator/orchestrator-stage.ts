import type { DirectoryAgent, FeedbackRequest, RunDetail } from '@parley/contracts';
import { type Sample, type SampleAgents, startSampleAgents } from '@parley/sandbox/agents/a2a';
import type { SlackPerson } from '@parley/sandbox/slack';
import { expect } from 'vitest';
import { type Person, soon } from '../support/product/index.js';
import { SlackStage } from '../support/slack/index.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

export const OFFSITE = 'Plan a team offsite in Lisbon in May: weather, travel and total budget for 12 people';

/** An agent elsewhere that says one thing to everything. */
export const sampleOf = (
  name: string,
  tags: string[],
  text: string,
  description = `Knows ${tags.join(', ')}`,
): Sample => ({
  ...{ slug: name.toLowerCase().replaceAll(' ', '-'), name, description },
  skills: [{ id: 'only', name: tags[0] ?? name, description: `All about ${tags.join(', ')}`, tags, examples: [] }],
  reply: () => ({ kind: 'done', text }),
});

/** The whole product with Slack, and agents elsewhere over real HTTP. Whatever is stopped begins again on the same database. */
export class OrchestratorStage {
  private constructor(
    private readonly database: TestDatabase,
    private readonly env: Record<string, string>,
    private readonly slack: SlackStage,
    readonly samples: SampleAgents,
    public person: Person,
    readonly member: SlackPerson,
  ) {}

  static async start({ env = {}, workMs = 20 }: { env?: Record<string, string>; workMs?: number } = {}) {
    const database = await createTestDatabase();
    const slack = await SlackStage.start({ databaseUrl: database.url, env });
    const { id } = slack.slack.admin.hire('T0ACME', 'Mira Okafor');
    const { person, member } = await slack.linked('Mira', id);
    const samples = await startSampleAgents({ workMs });
    const stage = new OrchestratorStage(database, env, slack, samples, person, member);
    for (const { url } of samples.agents) await stage.register(url);
    return stage;
  }

  get pool() {
    return this.slack.product.pool;
  }

  async register(url: string): Promise<DirectoryAgent> {
    const { status, body, text } = await this.person.post('/api/directory', { url });
    expect(status, text).toBe(201);
    return body;
  }

  /** A conversation with the orchestrator whose questions go to Slack first. */
  async newSession(): Promise<string> {
    const { id } = await this.person.newSession('orchestrator');
    const switched = await this.person.send('PUT', `/api/sessions/${id}/channel`, { channel: 'SLACK' });
    expect(switched.status, switched.text).toBe(200);
    return id;
  }

  /** As a deployment does it. */
  async restart(): Promise<void> {
    await this.slack.product.close();
    await this.slack.restart({ databaseUrl: this.database.url, env: this.env });
    this.person = this.person.at(this.slack.product.url);
  }

  async detail(sessionId: string): Promise<RunDetail> {
    const [run] = await this.person.runs(sessionId);
    return (await this.person.get<RunDetail>(`/api/runs/${run?.id}`)).body;
  }

  /** Waits until a step of this name is at work. */
  stepSoon(sessionId: string, name: string): Promise<void> {
    return soon(async () => {
      const names = (await this.detail(sessionId)).steps?.filter(({ status }) => status === 'RUNNING');
      expect(names?.map((step) => step.name)).toContain(name);
    });
  }

  /** The open question that comes after another. */
  questionAfter(sessionId: string, earlier: string | undefined): Promise<FeedbackRequest> {
    return soon(async () => {
      const found = (await this.person.pending(sessionId)).find(({ id }) => id !== earlier);
      if (!found) throw new Error('it is not asked yet');
      return found;
    });
  }

  /** The card of a question, once it stands in Slack. */
  cardSoon(question: string) {
    const channel = this.member.dmChannel();
    return soon(() => {
      const found = this.member.messages(channel).find(({ blocks }) => JSON.stringify(blocks ?? '').includes(question));
      if (!found) throw new Error('the card is not there yet');
      return found;
    });
  }

  async replyInSlack(question: string, text: string): Promise<void> {
    const card = await this.cardSoon(question);
    await this.member.say(this.member.dmChannel(), text, card.ts);
  }

  /** How often each of the sample agents began a task. */
  begun(samples = this.samples): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { agent } of samples.ledger.entries({ kind: 'task', state: 'begun' }))
      counts[agent] = (counts[agent] ?? 0) + 1;
    return counts;
  }

  async close(): Promise<void> {
    await this.slack.close();
    await this.samples.close();
    await this.database.drop();
  }
}
