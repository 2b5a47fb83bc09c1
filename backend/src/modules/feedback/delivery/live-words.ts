import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { JobDispatcher } from '../../../platform/queue/index.js';
import { type ChannelNote, ChannelRegistry } from '../../channels/index.js';
import { MessageStreams } from '../../messages/index.js';
import { ChannelGate } from './channel-gate.js';
import { WordsRepository } from './words.repository.js';

/** Words that are complete by then go out in one piece. */
const FIRST_MS = 700;
/** Between two looks of a growing message. Slack allows about fifty rewritings a minute (chat.update, tier 3). */
const EVERY_MS = 1_500;

interface Growing {
  text: string;
  shown: string;
  timer: NodeJS.Timeout;
  /** The look that is on its way. */
  underWay: Promise<void> | null;
}

/**
 * Shows what an agent says on a channel that can rewrite while it is being said. Only for the eye: what must arrive is a
 * delivery attempt, written with the message and due at its end. A look that fails is left out.
 */
@Injectable()
export class LiveWords implements OnModuleInit {
  private readonly log = new Logger(LiveWords.name);
  private readonly growing = new Map<string, Growing>();

  constructor(
    private readonly streams: MessageStreams,
    private readonly words: WordsRepository,
    private readonly channels: ChannelRegistry,
    private readonly gate: ChannelGate,
    private readonly dispatcher: JobDispatcher,
  ) {}

  onModuleInit(): void {
    this.streams.watch({
      grew: (messageId, text) => this.grew(messageId, text),
      ended: (messageId) => this.ended(messageId),
    });
  }

  /** What there is to show now; null: nothing stands under this id. */
  async noteOf(messageId: string): Promise<ChannelNote | null> {
    const words = await this.words.find(messageId);
    if (!words) return null;
    const { agent, sessionId, growing } = words;
    const text = growing ? this.streams.textOf(messageId) || '…' : words.text;
    return { text, from: { agent, sessionId, unfinished: growing } };
  }

  /** Resolves when nothing half-said is on its way any more. */
  async quiet(messageId: string): Promise<void> {
    await this.growing.get(messageId)?.underWay;
  }

  private grew(messageId: string, text: string): void {
    const known = this.growing.get(messageId);
    if (known) known.text = text;
    else this.growing.set(messageId, { text, shown: '', timer: this.later(messageId, FIRST_MS), underWay: null });
  }

  private ended(messageId: string): void {
    const known = this.growing.get(messageId);
    if (!known) return;
    clearTimeout(known.timer);
    const forget = () => this.growing.delete(messageId);
    if (known.underWay) void known.underWay.then(forget);
    else forget();
  }

  private later(messageId: string, ms: number): NodeJS.Timeout {
    return setTimeout(() => {
      const known = this.growing.get(messageId);
      if (!known) return;
      known.underWay = this.look(messageId, known)
        .catch((error: Error) => {
          this.log.debug(`a look at ${messageId} was left out: ${error.message}`);
          return true;
        })
        .then((goesOn) => {
          known.underWay = null;
          if (goesOn && this.streams.textOf(messageId) !== undefined) known.timer = this.later(messageId, EVERY_MS);
        });
    }, ms).unref();
  }

  /** @returns whether to look again */
  private async look(messageId: string, known: Growing): Promise<boolean> {
    const showing = await this.words.showing(messageId);
    if (!showing || !this.channels.has(showing.address.type)) return false;
    const adapter = this.channels.for(showing.address.type);
    if (!adapter.capabilities.streams) return false;
    if (showing.waiting) {
      const attemptId = await this.words.hurry(messageId);
      if (attemptId) this.dispatcher.enqueue('deliver', { attemptId });
      return true;
    }
    const { receipt, address } = showing;
    if (!receipt || known.text === known.shown) return true;
    const note = await this.noteOf(messageId);
    if (!note?.from?.unfinished) return false;
    const shown = known.text;
    const result = await this.gate.call(address, async () => () => adapter.resay(address, receipt, note));
    if (typeof result === 'object' && result.ok) known.shown = shown;
    return true;
  }
}
