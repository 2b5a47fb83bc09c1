import type { ChannelType } from '@parley/contracts';

/** Where everything goes that a channel brings in. The way from there to an answer is the business of `ingress`. */
export abstract class InboundSink {
  /**
   * Returns when the payload is stored; what becomes of it is told on the channel.
   * @param raw as the channel sent it; the adapter of `source` reads it
   */
  abstract receive(source: ChannelType, raw: unknown): Promise<void>;
}
