import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../../../kernel/index.js';
import { inSpan } from '../../../platform/telemetry/index.js';
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
  /** Told of every try, whatever became of it. */
  readonly measure?: (tried: TriedCall) => void;
  readonly log?: (event: { fn: string; provider: string; kind: string; status?: number; tried: number }) => void;
}

/** One try of one client. Times in seconds. */
export interface TriedCall {
  readonly provider: string;
  readonly model: string;
  /** `ok`, or the kind of its error. */
  readonly outcome: string;
  readonly seconds: number;
  /** Null: no text came. */
  readonly firstTextSeconds: number | null;
  readonly inputTokens: number;
  readonly outputTokens: number;
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
    const clock = new TryClock();
    let outcome = 'ok';
    try {
      const text = await traced(client, call.fn, state, () =>
        this.fetchText(client, call, options, tally.repair, state, clock),
      );
      const value = parsed(call, text);
      return { value, ...spent(tally, state), model: state.model ?? client.model, provider: client.provider };
    } catch (error) {
      outcome = error instanceof LlmError ? error.kind : 'failed';
      throw error;
    } finally {
      tally.inputTokens += state.inputTokens;
      tally.outputTokens += state.outputTokens;
      const { provider, model } = client;
      const { inputTokens, outputTokens } = state;
      this.deps.measure?.({ provider, model, outcome, ...clock.read(), inputTokens, outputTokens });
    }
  }

  private async fetchText<T>(
    client: LlmClientSpec,
    call: LlmCall<T>,
    { signal, tags, onText }: LlmRunOptions,
    repair: RepairNote | undefined,
    state: ReturnType<typeof emptyStream>,
    clock: TryClock,
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
      onFirstText: () => clock.firstText(),
      ...(onText && call.parsePartial && { onText: (text: string) => showPartial(call, text, onText) }),
    });
  }
}

/** Named as OpenTelemetry's conventions for generative AI have it. Never with a prompt or an answer. */
const traced = <T>(
  client: LlmClientSpec,
  fn: string,
  state: ReturnType<typeof emptyStream>,
  work: () => Promise<T>,
) => {
  const attributes = { 'gen_ai.operation.name': 'chat', 'gen_ai.provider.name': client.provider, 'parley.prompt': fn };
  const model = { 'gen_ai.request.model': client.model };
  return inSpan(`chat ${client.model}`, { role: 'client', attributes: { ...attributes, ...model } }, async (note) => {
    try {
      return await work();
    } finally {
      note({ 'gen_ai.usage.input_tokens': state.inputTokens, 'gen_ai.usage.output_tokens': state.outputTokens });
    }
  });
};

class TryClock {
  private readonly began = performance.now();
  private firstTextAt: number | null = null;

  firstText(): void {
    this.firstTextAt = performance.now();
  }

  read(): Pick<TriedCall, 'seconds' | 'firstTextSeconds'> {
    const since = (at: number) => (at - this.began) / 1_000;
    return {
      seconds: since(performance.now()),
      firstTextSeconds: this.firstTextAt === null ? null : since(this.firstTextAt),
    };
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
