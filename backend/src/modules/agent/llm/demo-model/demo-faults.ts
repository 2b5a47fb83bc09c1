import type { FaultRule } from '@parley/sandbox/kit';
import { DIRECTIVE } from './demo-request.js';

/** Every way in which the demo model can misbehave, as real providers do. */
export const DEMO_FAULT_KINDS = [
  '400',
  '401',
  '429', // with Retry-After
  '500',
  'hang', // accepts and never answers
  'stall', // goes silent in the middle
  'cut', // the connection breaks in the middle
  'garbage', // a complete answer that is not what was asked for
  'html', // a proxy's error page with status 200
  'truncated', // stops at a length limit
  'slow', // a tenth of the usual rate
] as const;
export type DemoFaultKind = (typeof DEMO_FAULT_KINDS)[number];

export interface DemoFault {
  readonly kind: DemoFaultKind;
  /** For 429: seconds in the Retry-After header. */
  readonly retryAfterS: number;
}

const isKind = (kind: unknown): kind is DemoFaultKind => DEMO_FAULT_KINDS.some((known) => known === kind);

/** From the JSON of the control route: `"cut"` or `{ "kind": "429", "retryAfterS": 2 }`. */
export const readDemoFault = (value: unknown): DemoFault => {
  const { kind, retryAfterS = 1 } = (typeof value === 'string' ? { kind: value } : value) as Partial<DemoFault>;
  if (!isKind(kind)) throw new TypeError(`fault must be one of ${DEMO_FAULT_KINDS.join(', ')}`);
  return { kind, retryAfterS };
};

/**
 * Faults that a person asks for in a message: `[[demo:429x2]]`, `[[demo:cut@respond]]`. Unknown ones are ignored,
 * because it is only a chat message.
 */
export const faultsInMessage = (text: string, runId: string, functions: readonly string[]): FaultRule<DemoFault>[] =>
  [...text.matchAll(DIRECTIVE)].flatMap(([, kind, times = '1', target]) => {
    const fault = kind?.toLowerCase();
    const fn = target && functions.find((name) => name.toLowerCase().startsWith(target.toLowerCase()));
    if (!isKind(fault) || Number(times) < 1) return [];
    return [{ fault: readDemoFault(fault), times: Number(times), match: { runId, ...(fn && { fn }) } }];
  });
