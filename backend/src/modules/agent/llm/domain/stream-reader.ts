/** How the provider says the text ended. OPEN until it does: a stream that closes while OPEN was cut. */
export type StreamEnd = 'OPEN' | 'COMPLETE' | 'TRUNCATED' | 'DECLINED';

export interface StreamState {
  text: string;
  end: StreamEnd;
  /** The provider's last event has been read: only the connection may still be open. */
  closed: boolean;
  inputTokens: number;
  outputTokens: number;
  /** The model as the provider names it, which may be more exact than what was asked for. */
  model: string | undefined;
  /** Type or code of an error object inside the stream. */
  errorCode: string | undefined;
}

export const emptyStream = (): StreamState => ({
  text: '',
  end: 'OPEN',
  closed: false,
  inputTokens: 0,
  outputTokens: 0,
  model: undefined,
  errorCode: undefined,
});

/** Folds one event of a provider's stream into the state. Throws when the event is not of that provider's shape. */
export type StreamReader = (state: StreamState, data: string) => void;
