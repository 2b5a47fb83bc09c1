import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../../../kernel/index.js';
import { attempt } from './attempt.js';
import { streamReaderFor } from './clients/stream-reader-for.js';
import { traceHeaders } from './clients/trace-headers.js';
import { llmError } from './domain/classify-failure.js';
import { failureText } from './domain/failure-text.js';
import type { LlmClientSpec, LlmTimeouts } from './domain/llm-client-spec.js';
import { LlmError } from './domain/llm-error.js';
import { DEFAULT_RETRY_POLICY, type RetryPolicy, retryDelayMs } from './domain/retry-policy.js';
import { emptyStream } from './domain/stream-reader.js';
import type { LlmCall, LlmResult, RepairNote } from './llm-call.js';

export interface LlmGatewayDeps {
  /** The primary client, then the fallback if there is one. Asked at each run: the demo model's port is not known before. */
  readonly clients: () => readonly LlmClientSpec[];
  readonly timeouts: LlmTimeouts;
  readonly clock: Clock;
  readonly policy?: RetryPolicy;
  readonly random?: () => number;
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly log?: (event: { fn: string; provider: string; kind: string; status?: number; tried: number }) => void;
}

export interface LlmRunOptions {
  readonly signal: AbortSignal;
  readonly tags: { readonly runId: string; readonly stepKey: string };
  /** Gets the whole text so far, each time it grew. It can become shorter: a retry begins anew. */
  readonly onText?: (fullTextSoFar: string) => void;
}

/** What one run has used up so far, over all clients and attempts. */
interface Tally {
  attempts: number;
  inputTokens: number;
  outputTokens: number;
  repair: RepairNote | undefined;
}

/**
 * Asks a language model and gets a parsed answer or an LlmError (AG-2). BAML renders and parses; sending, reading the
 * stream, time-outs, retries, repair and fallback are here, because BAML's own retry 400 and 401, ignore Retry-After,
 * accept truncated output and poll the stream every 100 ms.
 */
export class LlmGateway {
  constructor(private readonly deps: LlmGatewayDeps) {}

  async run<T>(call: LlmCall<T>, options: LlmRunOptions): Promise<LlmResult<T>> {
    const tally: Tally = { attempts: 0, inputTokens: 0, outputTokens: 0, repair: undefined };
    let failure = llmError('unavailable');
    for (const client of this.deps.clients()) {
      try {
        return await this.runOn(client, call, options, tally);
      } catch (error) {
        if (!(error instanceof LlmError) || error.kind === 'cancelled') throw error;
        failure = error;
      }
    }
    throw failure;
  }

  /** Tries one client until it answers or is given up. */
  private async runOn<T>(client: LlmClientSpec, call: LlmCall<T>, options: LlmRunOptions, tally: Tally) {
    for (let tried = 1; ; tried += 1) {
      try {
        return await this.once(client, call, options, tally);
      } catch (error) {
        if (!(error instanceof LlmError)) throw error;
        // A cancelled call is what its caller wanted: nothing to report.
        if (error.kind !== 'cancelled')
          this.deps.log?.({ fn: call.fn, provider: client.provider, kind: error.kind, tried, ...statusOf(error) });
        await this.waitBeforeNext(error, tried, options.signal, tally);
      }
    }
  }

  /** Returns when another try makes sense, else throws the error on. Unusable output is repaired once, without a wait. */
  private async waitBeforeNext(error: LlmError, tried: number, signal: AbortSignal, tally: Tally): Promise<void> {
    if (error.kind === 'unparsable' && tally.repair === undefined) {
      tally.repair = { output: error.output(), error: failureText(error.cause) };
      return;
    }
    const { policy = DEFAULT_RETRY_POLICY, random = Math.random, sleep = sleepUnlessAborted } = this.deps;
    const wait = retryDelayMs(policy, error, tried, random);
    if (wait === undefined) throw error;
    await sleep(wait, signal);
  }

  private async once<T>(
    client: LlmClientSpec,
    call: LlmCall<T>,
    options: LlmRunOptions,
    tally: Tally,
  ): Promise<LlmResult<T>> {
    if (options.signal.aborted) throw llmError('cancelled');
    tally.attempts += 1;
    const state = emptyStream();
    try {
      const text = await this.fetchText(client, call, options, tally.repair, state);
      const value = parsed(call, text);
      return { value, ...spent(tally, state), model: state.model ?? client.model, provider: client.provider };
    } finally {
      tally.inputTokens += state.inputTokens;
      tally.outputTokens += state.outputTokens;
    }
  }

  private async fetchText<T>(
    client: LlmClientSpec,
    call: LlmCall<T>,
    { signal, tags, onText }: LlmRunOptions,
    repair: RepairNote | undefined,
    state: ReturnType<typeof emptyStream>,
  ): Promise<string> {
    const rendered = await call.render({ stream: true, client, ...(repair && { repair }) });
    const headers = { ...rendered.headers, ...traceHeaders(client, call.fn, tags) };
    return attempt({
      call: { ...rendered, headers },
      reader: streamReaderFor(client.provider),
      state,
      timeouts: this.deps.timeouts,
      signal,
      now: () => this.deps.clock.now().getTime(),
      ...(onText && call.parsePartial && { onText: (text: string) => showPartial(call, text, onText) }),
    });
  }
}

const spent = (tally: Tally, state: { inputTokens: number; outputTokens: number }) => ({
  attempts: tally.attempts,
  usage: {
    inputTokens: tally.inputTokens + state.inputTokens,
    outputTokens: tally.outputTokens + state.outputTokens,
  },
});

const parsed = <T>(call: LlmCall<T>, text: string): T => {
  try {
    return call.parse(text);
  } catch (cause) {
    throw Object.assign(llmError('unparsable', { output: text }), { cause });
  }
};

const showPartial = <T>(call: LlmCall<T>, text: string, onText: (text: string) => void): void => {
  const partial = call.parsePartial?.(text);
  if (typeof partial === 'string') onText(partial);
};

const statusOf = (error: LlmError) => (error.status === undefined ? {} : { status: error.status });

const sleepUnlessAborted = async (ms: number, signal: AbortSignal): Promise<void> => {
  await delay(ms, undefined, { signal }).catch(() => {
    throw llmError('cancelled');
  });
};
