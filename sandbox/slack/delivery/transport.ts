import type { DeliveryEntry } from '../ledger.js';

export type DeliveryType = DeliveryEntry['type'];

export interface Parcel {
  readonly type: Exclude<DeliveryType, 'url_verification'>;
  readonly payload: object;
  /** null: without retry headers. */
  readonly retryNum: number | null;
  readonly retryReason: string | undefined;
}

export type Reply =
  | { outcome: 'acked'; body: unknown; envelopeId?: string; status?: number }
  | { outcome: 'http_error'; status: number; noRetry: boolean }
  | { outcome: 'http_timeout' | 'connection_failed'; envelopeId?: string }
  | { outcome: 'no_socket' };

/** One way to the app: HTTP or Socket Mode. */
export interface Transport {
  readonly via: DeliveryEntry['via'];
  send(parcel: Parcel): Promise<Reply>;
}
