/** A Web API call, accepted or refused. */
export interface CallEntry {
  readonly kind: 'call';
  readonly time: string;
  readonly method: string;
  /** Whose token it was; null when it had none that is known. */
  readonly team: string | null;
  readonly token: 'bot' | 'app' | 'none' | 'unknown';
  readonly ok: boolean;
  readonly error?: string;
  /** Which scripted fault it met. After `cut` 'after', `ok` tells what happened although the caller never heard of it. */
  readonly fault?: string;
  readonly status: number;
  readonly channel?: string;
  readonly user?: string;
  readonly thread_ts?: string;
  /** Of the message that was written, changed or deleted. */
  readonly ts?: string;
  readonly text?: string;
  readonly event_type?: string;
  readonly event_payload?: unknown;
  readonly view_id?: string;
}

/** One try to bring something to the app. */
export interface DeliveryEntry {
  readonly kind: 'delivery';
  readonly time: string;
  readonly via: 'http' | 'socket';
  readonly type: 'events_api' | 'interactive' | 'slash_commands' | 'url_verification';
  /** The event's type, the interaction's type or the command. */
  readonly event: string;
  readonly team: string;
  readonly channel?: string;
  /** Stays the same over all tries. */
  readonly event_id: string;
  readonly envelope_id?: string;
  /** 0 is the first. */
  readonly attempt: number;
  /** What the headers said; null: no headers. */
  readonly retry_num: number | null;
  readonly outcome: 'acked' | 'http_error' | 'http_timeout' | 'connection_failed' | 'no_socket' | 'lost';
  readonly status?: number;
  readonly ms: number;
}

/** Use of a response_url. */
export interface ResponseUrlEntry {
  readonly kind: 'response_url';
  readonly time: string;
  readonly team: string;
  readonly channel: string;
  readonly ok: boolean;
  readonly error?: string;
  readonly ts?: string;
}

export type SlackLedgerEntry = CallEntry | DeliveryEntry | ResponseUrlEntry;
