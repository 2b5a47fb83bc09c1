import { setInterval } from 'node:timers';
import type { NatsLine, NatsMessage } from '../../../platform/bus/index.js';
import type { TextUnit } from '../runtime/text-source.js';
import { ChunkAssembler, type Ending, type Piece } from './domain/chunk-assembler.js';
import { type LegTimes, LegWatch, type Verdict } from './domain/leg-watch.js';
import { type Correlated, executeRequest, legOf } from './domain/request.js';
import { PROTOCOL_VERSION, readResponse, subjects, type WorkflowResponse } from './domain/wire.js';
import { legFailure } from './leg-failure.js';

const LOOK_EVERY_MS = 25;
/** Whoever serves workflows finds the broker again within this, as we did. */
const STEADY_AFTER_MS = 3_000;

export interface LegText {
  text: string;
  ending: Ending;
}

/** One leg of a workflow while this process works on it: asks, listens, asks again, until the text is complete. */
export class Leg {
  private readonly chunks = new ChunkAssembler();
  private readonly watch: LegWatch;
  private readonly deadline: Date;
  private readonly done = Promise.withResolvers<LegText>();
  private ignored = 0;
  private shown = '';
  private grown = false;

  constructor(
    private readonly line: NatsLine,
    private readonly request: Correlated,
    private readonly times: LegTimes,
    private readonly unit: Pick<TextUnit, 'onText' | 'signal'>,
    now: Date,
  ) {
    this.watch = new LegWatch(times, performance.now());
    this.deadline = new Date(now.getTime() + times.totalMs);
  }

  /** @throws Error in words for the person, when no whole text comes in time; the reason of `signal`, when it is aborted */
  async run(): Promise<LegText> {
    const { signal } = this.unit;
    const stop = () => this.done.reject(signal.reason);
    signal.addEventListener('abort', stop);
    const deaf = this.line.subscribe(subjects.response(this.request.sessionId), (message) => this.hear(message));
    const alone = this.line.onBack(() => this.send());
    const clock = setInterval(() => this.look(), Math.min(LOOK_EVERY_MS, this.times.gapMs));
    try {
      if (signal.aborted) stop();
      else this.send();
      return await this.done.promise;
    } finally {
      clearInterval(clock);
      alone();
      deaf();
      signal.removeEventListener('abort', stop);
    }
  }

  /** It may be lost, and the service may be gone: whoever sent this listens no more. */
  cancel(): void {
    cancelWorkflow(this.line, this.request);
  }

  private send(): void {
    const { sessionId } = this.request;
    const resume = { streamId: this.chunks.streamId, nextChunk: this.chunks.next };
    const text = executeRequest(this.request, resume, this.deadline);
    this.line.publish(subjects.execute(sessionId), text, subjects.response(sessionId));
    this.watch.sent(performance.now());
  }

  private look(): void {
    this.show();
    const verdict = this.watch.check(performance.now());
    if (verdict === 'resend') this.send();
    else if (verdict !== 'wait') this.giveUp(verdict);
  }

  private giveUp(verdict: Exclude<Verdict, 'wait' | 'resend'> | 'absent'): void {
    this.cancel();
    const state = { connected: this.line.steadyMs !== null, ignored: this.ignored };
    this.done.reject(legFailure(verdict, this.request.workflow, this.times, state));
  }

  private hear({ data, noResponders }: NatsMessage): void {
    if (noResponders) {
      this.hearNobody();
      return;
    }
    const address = { ...this.request, leg: legOf(this.request) };
    const response = readResponse(data, address);
    if (!response) this.ignored += 1;
    else this.take(response);
  }

  private fail(how: string): void {
    this.done.reject(new Error(`The workflow ${this.request.workflow} ${how}`));
  }

  private hearNobody(): void {
    const fresh = !this.watch.hasHeard && (this.line.steadyMs ?? 0) >= STEADY_AFTER_MS;
    if (fresh) this.giveUp('absent');
    else this.watch.noResponders();
  }

  private take(response: WorkflowResponse): void {
    const of = 'stream_id' in response ? response.stream_id : undefined;
    if (of !== undefined && this.chunks.knows(of) === 'replaced') return;
    this.watch.heard(performance.now());
    if (response.kind === 'error') this.fail(`failed: ${response.message}`);
    else if (response.kind !== 'heartbeat') this.assemble(pieceOf(response));
  }

  private assemble(piece: Piece): void {
    const taken = this.chunks.take(piece);
    if (taken.kind === 'refused') {
      this.cancel();
      this.fail(`was given up: ${taken.why}.`);
      return;
    }
    if (taken.kind === 'grew') {
      this.watch.progressed();
      this.grown = true;
    }
    this.watch.gap(this.chunks.gap, performance.now());
    const { text, ending } = this.chunks;
    if (!ending) return;
    this.show();
    this.done.resolve({ text, ending });
  }

  /**
   * On the beat of the clock and not for each chunk: what a look at the whole text costs must not grow with their number.
   * What is said again after a new beginning does not take away what the person reads.
   */
  private show(): void {
    if (!this.grown) return;
    this.grown = false;
    const { text } = this.chunks;
    if (this.shown.startsWith(text)) return;
    this.shown = text;
    this.unit.onText(text);
  }
}

/** Whoever works on it may stop, in whatever leg it is. */
export const cancelWorkflow = (line: NatsLine, work: Pick<Correlated, 'correlationId' | 'sessionId'>): void => {
  const { correlationId, sessionId } = work;
  const body = { version: PROTOCOL_VERSION, correlation_id: correlationId, session_id: sessionId };
  line.publish(subjects.cancel(sessionId), JSON.stringify(body));
};

const pieceOf = (response: Extract<WorkflowResponse, { kind: 'chunk' | 'ask' }>): Piece => {
  const place = { streamId: response.stream_id, chunkId: response.chunk_id };
  if (response.kind === 'ask')
    return { ...place, text: '', ending: { kind: 'ask', askId: response.ask_id, question: response.question } };
  const { chunk, is_final, metadata } = response;
  return { ...place, text: chunk, ending: is_final ? { kind: 'final', metadata: metadata ?? {} } : null };
};
