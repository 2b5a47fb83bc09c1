import type {
  ChannelAdapter,
  ConversationReference,
  DeliveryResult,
  InboundEvent,
  Lookup,
} from '../domain/channel-adapter.js';
import type { FeedbackCard } from '../domain/feedback-card.js';

/**
 * The web is the channel that cannot fail: the request stands in the person's inbox and session log from the moment it
 * was committed, and every open page is told by the log. So a delivery only says where it stands.
 */
export class WebChannelAdapter implements ChannelAdapter {
  readonly type = 'WEB';
  readonly capabilities = { update: true, replyTokens: false, buttons: true, streams: false, maxTextLength: 500_000 };

  showsWhole(): boolean {
    return true;
  }

  /** Web answers arrive as REST bodies and WebSocket frames, checked by their own schemas. */
  parseInbound(): InboundEvent[] {
    return [];
  }

  async deliver(_to: unknown, card: FeedbackCard): Promise<DeliveryResult> {
    return { ok: true, receipt: { sessionId: card.sessionId, requestId: card.requestId } };
  }

  async update(_to: unknown, receipt: ConversationReference): Promise<DeliveryResult> {
    return { ok: true, receipt };
  }

  async say(): Promise<DeliveryResult> {
    return { ok: true, receipt: {} };
  }

  async resay(_to: unknown, receipt: ConversationReference): Promise<DeliveryResult> {
    return { ok: true, receipt };
  }

  async find(): Promise<Lookup> {
    return { kind: 'absent' };
  }
}
