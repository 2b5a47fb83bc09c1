import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { JobDispatcher } from '../../../platform/queue/index.js';
import { type ChannelAddress, type ChannelNote, ChannelRegistry } from '../../channels/index.js';
import { MessageStreams } from '../../messages/index.js';
import { ChannelGate } from './channel-gate.js';
import { WordsRepository } from './words.repository.js';

/** Words that are complete by then go out in one piece. */
const FIRST_MS = 700;
/** Between two looks of one growing message. */
const EVERY_MS = 1_500;
/** Between two looks at one integration: Slack allows about fifty rewritings a minute (chat.update, tier 3), and cards need some. */
const APART_MS = 2_000;
/** Where it asks for a pause and does not say how long. */
const PAUSE_MS = 30_000;

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
  /** No look before then, by integration; milliseconds since 1970. */
  private readonly calmFrom = new Map<string, number>();

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
    const text = growing ? this.streams.textOf(messageId) || '…' : words.text || 'This reply ended before it began.';
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
    if (!this.mayLook(address)) return true;
    const shown = known.text;
    const result = await this.gate.glance(address, () => adapter.resay(address, receipt, note));
    if (result?.ok) known.shown = shown;
    else if (result?.kind === 'rate_limited') this.pause(address, result.retryAfterMs ?? PAUSE_MS);
    return true;
  }

  /** All messages that grow share what an integration allows: the more there are, the more rarely each is seen to grow. */
  private mayLook(address: ChannelAddress): boolean {
    if ((this.calmFrom.get(integrationOf(address)) ?? 0) > Date.now()) return false;
    this.pause(address, APART_MS);
    return true;
  }

  private pause(address: ChannelAddress, ms: number): void {
    this.calmFrom.set(integrationOf(address), Date.now() + ms);
  }
}

const integrationOf = ({ integrationId, type }: ChannelAddress): string => integrationId ?? type;
