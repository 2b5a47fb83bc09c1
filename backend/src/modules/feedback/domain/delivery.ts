import type { DeliveryResult } from '../../channels/index.js';

export type DeliveryStatus = 'PENDING' | 'SENDING' | 'ACCEPTED' | 'FAILED' | 'UNKNOWN';

/** What is recorded of a send. An unknown outcome stays unknown until it is reconciled (DESIGN.md §3 rule 4). */
export const deliveryRecord = (result: DeliveryResult) => {
  if (result.ok) return { status: 'ACCEPTED' as const, receipt: result.receipt, errorKind: null, error: null };
  const status: DeliveryStatus = result.kind === 'unknown_outcome' ? 'UNKNOWN' : 'FAILED';
  return { status, receipt: null, errorKind: result.kind, error: result.message };
};
