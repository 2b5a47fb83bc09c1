import { assertNever } from '../../../kernel/index.js';
import { errorOfCode, errorOfStatus, llmError } from './domain/classify-failure.js';
import type { LlmTimeouts } from './domain/llm-client-spec.js';
import { retryAfterMs } from './domain/retry-after.js';
import { SseParser } from './domain/sse-parser.js';
import { storableText } from './domain/storable-text.js';
import type { StreamReader, StreamState } from './domain/stream-reader.js';
import type { HttpCall } from './llm-call.js';
import { Watchdog } from './watchdog.js';

export interface AttemptOptions {
  readonly call: HttpCall;
  readonly reader: StreamReader;
  /** Filled while reading, so that the caller can count the tokens of a failed attempt too. */
  readonly state: StreamState;
  readonly timeouts: LlmTimeouts;
  readonly signal: AbortSignal;
  readonly now: () => number;
  readonly onText?: (text: string) => void;
  /** As soon as there is any text. */
  readonly onFirstText?: () => void;
}

/** Far beyond any answer; stops a server that never ends. */
const MAX_CHARACTERS = 16_000_000;

/** One HTTP attempt: the whole text, or an LlmError. The upstream connection is released on every way out. */
export const attempt = async (options: AttemptOptions): Promise<string> => {
  const watchdog = new Watchdog(options.timeouts, options.signal);
  try {
    const response = await send(options, watchdog.signal);
    await readAll(response, options, watchdog);
    return textOf(options.state);
  } finally {
    watchdog.stop();
  }
};

/** Runs a network operation; a failure is the watchdog's reason if it barked, else the network's fault. */
const overNetwork = async <T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch {
    throw signal.aborted ? signal.reason : llmError('unavailable');
  }
};

const send = async ({ call, now }: AttemptOptions, signal: AbortSignal): Promise<Response> => {
  const { url, method, headers, body } = call;
  // No redirects: fetch would carry `x-api-key` to whatever host the answer names.
  const response = await overNetwork(signal, () => fetch(url, { method, headers, body, signal, redirect: 'manual' }));
  if (!response.ok) throw errorOfStatus(response.status, retryAfterMs(response.headers, now()));
  return response;
};

const readAll = async (response: Response, options: AttemptOptions, watchdog: Watchdog): Promise<void> => {
  if (response.headers.get('content-type')?.includes('application/json')) {
    return take(options, [await overNetwork(watchdog.signal, () => response.text())]);
  }
  const parser = new SseParser();
  const decoder = new TextDecoder();
  const chunks = response.body?.[Symbol.asyncIterator]();
  let size = 0;
  for (;;) {
    const next = await overNetwork(watchdog.signal, async () => chunks?.next()).catch((error: unknown) => {
      if (options.state.closed && !options.signal.aborted) return undefined; // all was said, only the socket lingered
      throw error;
    });
    if (next === undefined || next.done) return take(options, parser.end());
    size += next.value.byteLength;
    if (size > MAX_CHARACTERS) throw llmError('truncated');
    take(options, parser.push(decoder.decode(next.value, { stream: true })));
    if (options.state.closed) watchdog.finished();
    else watchdog.beat(options.state.text !== '');
  }
};

const take = ({ reader, state, onText, onFirstText }: AttemptOptions, events: string[]): void => {
  const before = state.text.length;
  for (const event of events) {
    try {
      reader(state, event);
    } catch {
      throw llmError('unavailable'); // not of this provider's shape: a proxy's error page, or an event cut in two
    }
  }
  if (before === 0 && state.text !== '') onFirstText?.();
  if (state.text.length > before) onText?.(storableText(state.text));
};

const textOf = (state: StreamState): string => {
  if (state.errorCode !== undefined) throw errorOfCode(state.errorCode);
  const output = storableText(state.text);
  switch (state.end) {
    case 'OPEN':
      throw llmError('unavailable', { output }); // the stream was cut: what came is no answer
    case 'TRUNCATED':
      throw llmError('truncated', { output });
    case 'DECLINED':
      throw llmError('bad_request', { output });
    case 'COMPLETE':
      return output;
    default:
      return assertNever(state.end);
  }
};
