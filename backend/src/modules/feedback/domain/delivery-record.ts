import type { DeliveryStatus } from '@parley/contracts';
import type { ConversationReference, DeliveryErrorKind, DeliveryResult, Lookup } from '../../channels/index.js';

/** A result of a call, or of the gate before it. */
export type SendResult =
  | Extract<DeliveryResult, { ok: true }>
  | { ok: false; kind: DeliveryErrorKind | 'circuit_open'; message: string; retryAfterMs?: number };

/** What is written down of one call to a channel. */
export interface DeliveryRecord {
  status: Extract<DeliveryStatus, 'ACCEPTED' | 'FAILED' | 'UNKNOWN'>;
  receipt: ConversationReference | null;
  errorKind: string | null;
  error: string | null;
  /** The result stands. False only while an unknown outcome is still looked up. */
  final: boolean;
  /** The provider's own wish, in milliseconds. */
  retryAfterMs: number | null;
  /** When to look an unknown outcome up, in milliseconds from now. */
  lookAgainMs: number | null;
  /** Nothing follows by itself. */
  dead: boolean;
}

/** Lookups in vain before an outcome stays unknown for good and the question moves on. */
const MAX_LOOKUPS = 5;
/** What was sent may still be on its way: the first look waits a moment, each later one twice as long. */
const FIRST_LOOK_MS = 1_000;

const record = (change: Partial<DeliveryRecord> & Pick<DeliveryRecord, 'status'>): DeliveryRecord => ({
  receipt: null,
  errorKind: null,
  error: null,
  final: true,
  retryAfterMs: null,
  lookAgainMs: null,
  dead: false,
  ...change,
});

const unknown = (error: string, lookups: number): DeliveryRecord =>
  record({
    status: 'UNKNOWN',
    errorKind: 'unknown_outcome',
    error,
    final: lookups >= MAX_LOOKUPS,
    lookAgainMs: FIRST_LOOK_MS * 2 ** lookups,
  });

/** Of a send. An unknown outcome stays unknown until it is looked up (DESIGN.md §3 rule 4). */
export const recordOfSend = (result: SendResult): DeliveryRecord => {
  if (result.ok) return record({ status: 'ACCEPTED', receipt: result.receipt });
  if (result.kind === 'unknown_outcome') return unknown(result.message, 0);
  const { kind, message, retryAfterMs = null } = result;
  return record({ status: 'FAILED', errorKind: kind, error: message, retryAfterMs });
};

/** Of a look at what became of a send. @param lookups in vain so far, this one not counted */
export const recordOfLookup = (lookup: Lookup, lookups: number): DeliveryRecord => {
  switch (lookup.kind) {
    case 'found':
      return record({ status: 'ACCEPTED', receipt: lookup.receipt });
    case 'absent':
      return record({ status: 'FAILED', errorKind: 'not_sent', error: 'It had not been sent after all.' });
    case 'unsure':
      return unknown(lookup.message, lookups);
  }
};

/** Rewriting a card twice is rewriting it once, so there is nothing to look up: it is simply tried again. */
export const recordOfUpdate = (result: SendResult): DeliveryRecord => {
  if (result.ok || result.kind !== 'unknown_outcome') return recordOfSend(result);
  return record({ status: 'FAILED', errorKind: 'transient', error: result.message });
};

const KINDS: ReadonlySet<string> = new Set(['rate_limited', 'transient', 'unauthorized', 'not_found', 'rejected']);

/** What the channel itself said, as far as it said anything. */
export const resultOf = ({ status, receipt, errorKind, error }: DeliveryRecord): DeliveryResult => {
  if (status === 'ACCEPTED') return { ok: true, receipt: receipt ?? {} };
  const kind = KINDS.has(errorKind ?? '') ? (errorKind as DeliveryErrorKind) : 'unknown_outcome';
  return { ok: false, kind, message: error ?? '' };
};
