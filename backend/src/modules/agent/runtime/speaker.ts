import { Injectable } from '@nestjs/common';
import type { Message } from '@parley/contracts';
import { Clock } from '../../../kernel/index.js';
import { failpoint } from '../../../platform/failpoints/index.js';
import { JobDispatcher } from '../../../platform/queue/index.js';
import { LeaseLost, SpeechRepository } from '../../agent-state/index.js';
import { MessageStreams } from '../../messages/index.js';
import { SessionFeed } from '../../sessions/index.js';
import { storableText } from '../llm/domain/storable-text.js';
import type { LlmCall, LlmUsage } from '../llm/llm-call.js';
import { LlmGateway } from '../llm/llm-gateway.js';
import type { Activation } from './activation.js';
import { recall, type Unit, UnitRunner } from './unit-runner.js';

/** What an agent says: a message that grows while it is made, journaled together with its step. */
@Injectable()
export class Speaker {
  constructor(
    private readonly units: UnitRunner,
    private readonly speech: SpeechRepository,
    private readonly streams: MessageStreams,
    private readonly gateway: LlmGateway,
    private readonly feed: SessionFeed,
    private readonly dispatcher: JobDispatcher,
    private readonly clock: Clock,
  ) {}

  async say(activation: Activation, unit: Unit, source: string | LlmCall<string>): Promise<string> {
    const { key, begun, finished } = recall<string>(activation, unit);
    if (finished) return finished.value;
    return activation.track(async () => {
      if (!begun) await activation.journal.assertReplayed(unit.path);
      const id = await this.units.begin(activation, unit, key);
      await this.open(activation, id);
      try {
        const { text, usage } = await this.produce(activation, id, key, source);
        await this.close(activation, id, text, usage);
        return text;
      } catch (error) {
        // Whoever goes on with this run streams it anew; after a stop its text has been stored.
        if (error instanceof LeaseLost || activation.signal.aborted) this.streams.close(id);
        throw await this.units.fail(activation, unit, id, error);
      }
    });
  }

  private async open(activation: Activation, id: string): Promise<void> {
    const { lease } = activation;
    const message: Message = {
      id,
      sessionId: lease.sessionId,
      role: 'AGENT',
      type: 'TEXT',
      status: 'STREAMING',
      text: '',
      channel: 'WEB',
      author: lease.agent,
      runId: lease.runId,
      feedbackRequestId: null,
      createdAt: this.clock.now().toISOString(),
    };
    const event = await activation.store(() => this.speech.open(lease, message));
    if (event) this.feed.publish(event);
    failpoint('say.after-begin');
    this.streams.restart(lease.sessionId, id);
  }

  private async produce(
    activation: Activation,
    id: string,
    stepKey: string,
    source: string | LlmCall<string>,
  ): Promise<{ text: string; usage?: LlmUsage }> {
    if (typeof source === 'string') return { text: storableText(source) };
    const { lease } = activation;
    const result = await this.gateway.run(source, {
      signal: activation.signal,
      tags: { runId: lease.runId, stepKey },
      onText: (text) => {
        failpoint('say.in-stream');
        if (!activation.signal.aborted) this.streams.update(lease.sessionId, id, text);
      },
    });
    return { text: result.value, usage: result.usage };
  }

  private async close(activation: Activation, id: string, text: string, usage?: LlmUsage): Promise<void> {
    failpoint('say.before-finish');
    const { events, due } = await activation.store(() => this.speech.close(activation.lease, id, text, usage));
    failpoint('say.after-finish');
    this.streams.close(id);
    this.feed.publish(...events);
    for (const attemptId of due) this.dispatcher.enqueue('deliver', { attemptId });
  }
}
