import { Injectable } from '@nestjs/common';
import {
  BrokenCircuitError,
  BulkheadRejectedError,
  bulkhead,
  ConsecutiveBreaker,
  circuitBreaker,
  handleResultType,
  type IPolicy,
  wrap,
} from 'cockatiel';
import type { ChannelAddress, DeliveryResult, Lookup } from '../../channels/index.js';
import type { SendResult } from '../domain/delivery-record.js';

/** Calls to one integration at the same time. More would only queue up at the provider (T36). */
const AT_ONCE = 8;
/** Calls that wait for their turn, in this process. Together well below what the queue has done at once, for the sake of the others. */
const WAITING = 12;
/** Failures in a row after which an integration is left alone for a while. */
const FAILURES = 5;
const REST_MS = 10_000;
/** No call may take longer; what is still open then is an unknown outcome. */
const CALL_TIMEOUT_MS = 10_000;

/** Providers limit each on its own (Slack: per method and workspace), so that rewritings never hold up a question. */
export type CallKind = 'send' | 'update';

interface Gate {
  policy: IPolicy;
  /** The provider asked for quiet until then, in milliseconds since 1970. */
  quietUntil: Record<CallKind, number>;
  brokeAt: number;
}

/** Nothing was called: `busy`, because enough others wait already; `lapsed`, because it was not to be called any more. */
type GatedResult = SendResult | 'busy' | 'lapsed';
export type Call = () => Promise<DeliveryResult>;

/** A sick provider, as far as one answer can tell. A refusal is an answer of a healthy one. */
const isSick = (result: SendResult) => !result.ok && (result.kind === 'transient' || result.kind === 'unknown_outcome');

const NO_REPLY = `No reply within ${CALL_TIMEOUT_MS / 1_000} s.`;
const noReply: DeliveryResult = { ok: false, kind: 'unknown_outcome', message: NO_REPLY };

/**
 * Between the engine and each integration: so many calls at once and the next in their order, none of a kind while the
 * provider wants quiet from that, none for a while after several failed in a row. Per process, and a hint only: what is due and when stands
 * in PostgreSQL.
 */
@Injectable()
export class ChannelGate {
  private readonly gates = new Map<string, Gate>();

  /** @param prepare what to call, as soon as there is room, so that it is never stale; null: nothing any more */
  async call(address: ChannelAddress, kind: CallKind, prepare: () => Promise<Call | null>): Promise<GatedResult> {
    const gate = this.gateOf(address.integrationId ?? address.type);
    try {
      return await gate.policy.execute(() => this.callNow(gate, kind, prepare));
    } catch (error) {
      if (error instanceof BulkheadRejectedError) return 'busy';
      if (!(error instanceof BrokenCircuitError)) throw error;
      const retryAfterMs = Math.max(1_000, gate.brokeAt + REST_MS - Date.now());
      return {
        ok: false,
        kind: 'circuit_open',
        message: 'It failed several times in a row and is left alone for a moment.',
        retryAfterMs,
      };
    }
  }

  private async callNow(gate: Gate, kind: CallKind, prepare: () => Promise<Call | null>): Promise<GatedResult> {
    const restMs = gate.quietUntil[kind] - Date.now();
    if (restMs > 0)
      return { ok: false, kind: 'rate_limited', message: 'The provider wants a pause.', retryAfterMs: restMs };
    const call = await prepare();
    if (!call) return 'lapsed';
    const result = await inTime(known(call), noReply);
    if (!result.ok && result.kind === 'rate_limited' && result.retryAfterMs)
      gate.quietUntil[kind] = Date.now() + result.retryAfterMs;
    return result;
  }

  /**
   * A rewriting that matters to nobody: made only while the integration is calm, and whatever becomes of it is no reason to treat
   * anybody else differently. It always ends. Null: not now.
   */
  async glance(address: ChannelAddress, call: Call): Promise<DeliveryResult | null> {
    const gate = this.gateOf(address.integrationId ?? address.type);
    if (gate.quietUntil.update > Date.now() || gate.brokeAt + REST_MS > Date.now()) return null;
    return inTime(known(call), noReply);
  }

  /** A look at what became of a send. It always ends too, and takes nobody's place. */
  lookUp(find: () => Promise<Lookup>): Promise<Lookup> {
    const found = Promise.resolve()
      .then(find)
      .catch((error): Lookup => ({ kind: 'unsure', message: String(error) }));
    return inTime(found, { kind: 'unsure', message: NO_REPLY });
  }

  private gateOf(key: string): Gate {
    const known = this.gates.get(key);
    if (known) return known;
    const breaker = circuitBreaker(handleResultType(Object as never, isSick as never), {
      halfOpenAfter: REST_MS,
      breaker: new ConsecutiveBreaker(FAILURES),
    });
    const policy = wrap(bulkhead(AT_ONCE, WAITING), breaker);
    const gate: Gate = { policy, quietUntil: { send: 0, update: 0 }, brokeAt: 0 };
    breaker.onBreak(() => {
      gate.brokeAt = Date.now();
    });
    this.gates.set(key, gate);
    return gate;
  }
}

/** An adapter reports failures as results. One that throws all the same must not take the pipeline with it. */
const known = (send: Call): Promise<DeliveryResult> =>
  Promise.resolve()
    .then(send)
    .catch((error): DeliveryResult => ({ ok: false, kind: 'unknown_outcome', message: String(error) }));

/** Nor one that hangs. */
const inTime = async <T>(reply: Promise<T>, otherwise: T): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), CALL_TIMEOUT_MS);
  });
  try {
    return await Promise.race([reply, late]);
  } finally {
    clearTimeout(timer);
  }
};
