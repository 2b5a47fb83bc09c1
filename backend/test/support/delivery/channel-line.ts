import { setTimeout as pause } from 'node:timers/promises';
import type {
  ChannelAdapter,
  ChannelAddress,
  ChannelNote,
  ConversationReference,
  DeliveryResult,
  FeedbackCard,
  InboundEvent,
  Lookup,
  SendContext,
} from '../../../src/modules/channels/index.js';

export type Operation = 'deliver' | 'update' | 'say' | 'resay' | 'find';

/** One call to a channel, as it was seen on the line. Times as `clock` tells them. */
export interface LineCall {
  readonly operation: Operation;
  readonly address: string;
  /** Of the attempt; null for a rewriting, which has none. */
  readonly key: string | null;
  readonly requestId: string | null;
  readonly beganAt: number;
  /** Null: it is on its way. */
  endedAt: number | null;
  /** Null: nobody has heard it. */
  result: DeliveryResult | Lookup | null;
}

export interface LineOptions {
  calls: LineCall[];
  clock: () => number;
  /** Milliseconds that a call takes to the channel, and its reply back. */
  delay: (operation: Operation, way: 'there' | 'back') => number;
}

/**
 * The way of one process to a channel. It keeps what went over it, takes its time, and when it is cut, as by the death of the
 * process, nothing reaches the channel any more and no reply comes back.
 */
export class ChannelLine implements ChannelAdapter {
  private isCut = false;

  constructor(
    private readonly far: ChannelAdapter,
    private readonly options: LineOptions,
  ) {}

  get type() {
    return this.far.type;
  }
  get capabilities() {
    return this.far.capabilities;
  }

  showsWhole(card: FeedbackCard): boolean {
    return this.far.showsWhole(card);
  }

  cut(): void {
    this.isCut = true;
  }

  parseInbound(raw: unknown): InboundEvent[] {
    return this.far.parseInbound(raw);
  }

  deliver(to: ChannelAddress, card: FeedbackCard, context: SendContext): Promise<DeliveryResult> {
    return this.carry('deliver', to, context.key, card.requestId, () => this.far.deliver(to, card, context));
  }

  update(to: ChannelAddress, receipt: ConversationReference, card: FeedbackCard): Promise<DeliveryResult> {
    return this.carry('update', to, null, card.requestId, () => this.far.update(to, receipt, card));
  }

  say(to: ChannelAddress, note: ChannelNote, context: SendContext): Promise<DeliveryResult> {
    return this.carry('say', to, context.key, null, () => this.far.say(to, note, context));
  }

  resay(to: ChannelAddress, receipt: ConversationReference, note: ChannelNote): Promise<DeliveryResult> {
    return this.carry('resay', to, null, null, () => this.far.resay(to, receipt, note));
  }

  find(to: ChannelAddress, context: SendContext): Promise<Lookup> {
    return this.carry('find', to, context.key, null, () => this.far.find(to, context));
  }

  private async carry<R extends DeliveryResult | Lookup>(
    operation: Operation,
    { address }: ChannelAddress,
    key: string | null,
    requestId: string | null,
    send: () => Promise<R>,
  ): Promise<R> {
    const { calls, clock, delay } = this.options;
    await this.pass(0);
    const call: LineCall = { operation, address, key, requestId, beganAt: clock(), endedAt: null, result: null };
    calls.push(call);
    try {
      await this.pass(delay(operation, 'there'));
      const result = await send();
      await this.pass(delay(operation, 'back'));
      call.result = result;
      return result;
    } finally {
      call.endedAt = clock();
    }
  }

  private async pass(ms: number): Promise<void> {
    if (ms > 0) await pause(ms);
    if (this.isCut) throw new Error('The process is dead.');
  }
}
