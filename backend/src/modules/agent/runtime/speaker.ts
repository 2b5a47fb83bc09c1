import { Injectable } from '@nestjs/common';
import type { Message } from '@parley/contracts';
import { Clock } from '../../../kernel/index.js';
import { failpoint } from '../../../platform/failpoints/index.js';
import { JobDispatcher } from '../../../platform/queue/index.js';
import { LeaseLost, type Said, SpeechRepository } from '../../agent-state/index.js';
import { MessageRepository, MessageStreams } from '../../messages/index.js';
import { SessionFeed } from '../../sessions/index.js';
import { storableText } from '../llm/domain/storable-text.js';
import type { LlmCall } from '../llm/llm-call.js';
import { LlmGateway } from '../llm/llm-gateway.js';
import type { Activation } from './activation.js';
import { LateMessage } from './late-message.js';
import type { TextSource } from './text-source.js';
import { recall, type Unit, UnitRunner } from './unit-runner.js';

/** What an agent says: a message that grows while it is made, journaled together with its step. */
@Injectable()
export class Speaker {
  constructor(
    private readonly units: UnitRunner,
    private readonly speech: SpeechRepository,
    private readonly messages: MessageRepository,
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
        const said = await this.produce(activation, id, key, source);
        await this.close(activation, id, said);
        return said.text;
      } catch (error) {
        // Whoever goes on with this run streams it anew; after a stop its text has been stored.
        if (error instanceof LeaseLost || activation.signal.aborted) this.streams.close(id);
        throw await this.units.fail(activation, unit, id, error);
      }
    });
  }

  /** What comes from elsewhere, while it grows. Its message begins with its first words, so silence leaves none. */
  async stream<T>(activation: Activation, unit: Unit, source: TextSource<T>): Promise<{ text: string; value: T }> {
    const { key, begun, finished } = recall<{ text: string; value: T }>(activation, unit);
    if (finished) return finished.value;
    return activation.track(async () => {
      if (!begun) await activation.journal.assertReplayed(unit.path);
      const id = await this.units.begin(activation, unit, key);
      const message = new LateMessage(
        () => this.open(activation, id),
        (text) => this.show(activation, id, text),
      );
      // An earlier try may have said something already: then there is a message to go on with.
      if (begun && (await activation.store(() => this.messages.placeOf(id)))) message.open();
      try {
        const { text, value, usage, model } = await source({
          signal: activation.signal,
          idempotencyKey: `${activation.lease.runId}/${key}`,
          onText: (text) => message.grow(text),
        });
        const result = { text: storableText(text), value };
        if (result.text) message.open();
        if (await message.opened()) await this.close(activation, id, { text: result.text, result, usage, model });
        else await this.units.finish(activation, id, { value: result, usage, model });
        return result;
      } catch (error) {
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
  ): Promise<Said> {
    if (typeof source === 'string') return { text: storableText(source) };
    const { lease } = activation;
    const result = await this.gateway.run(source, {
      signal: activation.signal,
      tags: { runId: lease.runId, stepKey },
      onText: (text) => {
        failpoint('say.in-stream');
        this.show(activation, id, text);
      },
    });
    return { text: result.value, usage: result.usage, model: result.model };
  }

  private show(activation: Activation, id: string, text: string): void {
    if (!activation.signal.aborted) this.streams.update(activation.lease.sessionId, id, text);
  }

  private async close(activation: Activation, id: string, said: Said): Promise<void> {
    failpoint('say.before-finish');
    const { events, due } = await activation.store(() => this.speech.close(activation.lease, id, said));
    failpoint('say.after-finish');
    this.streams.close(id);
    this.feed.publish(...events);
    for (const attemptId of due) this.dispatcher.enqueue('deliver', { attemptId });
  }
}
