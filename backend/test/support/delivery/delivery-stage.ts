import { randomUUID } from 'node:crypto';
import type {
  ChannelType,
  DeliveryTimeline,
  FeedbackQuestionInput,
  FeedbackRequest,
  PreferredChannel,
} from '@parley/contracts';
import { type Recorded, RecordingChannel } from '@parley/sandbox/recorder';
import { RecordingChannelAdapter } from '../../../src/modules/channels/recording/recording-channel.adapter.js';
import { type Person, ScriptedAgent, startTestProduct, type TestProduct } from '../product/index.js';

type Outside = Exclude<ChannelType, 'WEB'>;
const PUBLIC_URL = 'http://parley.test';

/** The whole product with a Slack and a mailbox that record what they are given, and misbehave as a test says. */
export class DeliveryStage {
  readonly agent: ScriptedAgent;

  private constructor(
    readonly product: TestProduct,
    readonly slack: RecordingChannel,
    readonly email: RecordingChannel,
    agent: ScriptedAgent,
  ) {
    this.agent = agent;
  }

  static async start(env: Record<string, string> = {}): Promise<DeliveryStage> {
    const slack = new RecordingChannel({ name: 'SLACK' });
    const email = new RecordingChannel({ name: 'EMAIL' });
    const agent = new ScriptedAgent();
    const channels = [
      new RecordingChannelAdapter({ type: 'SLACK', channel: slack, publicUrl: PUBLIC_URL }),
      new RecordingChannelAdapter({ type: 'EMAIL', channel: email, publicUrl: PUBLIC_URL }),
    ];
    const product = await startTestProduct({ agents: [agent.definition], channels, env });
    return new DeliveryStage(product, slack, email, agent);
  }

  close(): Promise<void> {
    return this.product.close();
  }

  channel(type: Outside): RecordingChannel {
    return type === 'SLACK' ? this.slack : this.email;
  }

  /**
   * Somebody with verified addresses on these channels, in this order of preference; each waits so long for an answer. Each
   * address has an integration of its own, so that what one provider does to one person concerns nobody else.
   */
  async personOn(channels: readonly ChannelType[], waitMs = 3_600_000, name = 'Mira'): Promise<StagePerson> {
    const person = await this.product.signUp(name);
    const addresses = { SLACK: `u${randomUUID()}`, EMAIL: `${randomUUID()}@example.org` };
    for (const [position, type] of channels.entries()) {
      const sql =
        type === 'WEB'
          ? `UPDATE communication_channel SET position = $2, wait_ms = $3 WHERE user_id = $1 AND type = 'WEB'`
          : `WITH own AS (
               INSERT INTO integration (id, type, external_id, name, updated_at) VALUES (gen_random_uuid(), $4::"ChannelType", $5, $5, now())
               RETURNING id)
             INSERT INTO communication_channel (id, user_id, type, integration_id, address, status, position, wait_ms, verified_at)
             SELECT gen_random_uuid(), $1, $4::"ChannelType", own.id, $5, 'ACTIVE', $2, $3, now() FROM own`;
      const values =
        type === 'WEB' ? [person.id, position, waitMs] : [person.id, position, waitMs, type, addresses[type]];
      await this.product.pool.query(sql, values);
    }
    if (!channels.includes('WEB'))
      await this.product.pool.query(
        `UPDATE communication_channel SET position = 99 WHERE user_id = $1 AND type = 'WEB'`,
        [person.id],
      );
    return new StagePerson(this, person, addresses, channels[0] ?? 'WEB');
  }
}

export class StagePerson {
  constructor(
    readonly stage: DeliveryStage,
    readonly person: Person,
    readonly addresses: Readonly<Record<Outside, string>>,
    private readonly preferred: ChannelType,
  ) {}

  /**
   * A session whose agent asks this at once.
   * @param preference of the session; left out: the person's first channel
   * @returns the open request
   */
  async asked(
    question: FeedbackQuestionInput,
    preference: PreferredChannel = this.preferred,
  ): Promise<FeedbackRequest> {
    const session = await this.person.newSession(this.stage.agent.name);
    await this.switchTo(session.id, preference);
    this.stage.agent.play(session.id, async (ctx) => {
      const outcome = await ctx.ask('ask', question as never);
      await ctx.say('told', JSON.stringify(outcome));
    });
    await this.person.say(session.id, 'Go on.');
    const [request] = await this.person.pendingSoon(session.id);
    return request as FeedbackRequest;
  }

  /** What this person got on a channel. */
  got(type: Outside): readonly Recorded[] {
    return this.stage.channel(type).entries({ address: this.addresses[type] });
  }

  async timeline(requestId: string): Promise<DeliveryTimeline> {
    return (await this.person.get<DeliveryTimeline>(`/api/feedback-requests/${requestId}/deliveries`)).body;
  }

  switchTo(sessionId: string, channel: PreferredChannel) {
    return this.person.send('PUT', `/api/sessions/${sessionId}/channel`, { channel });
  }
}
