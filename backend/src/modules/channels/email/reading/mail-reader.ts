import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { MAX_MEGABYTES, MAX_MILLISECONDS, MAX_RAW_BYTES, MILLISECONDS_PER_MEGABYTE } from './limits.js';
import type { ReadJob, ReadResult } from './mail-reader.worker.js';
import type { MailContext, ReadMail } from './understand-mail.js';

export type Reading = ReadMail | { unreadable: string };

/** The bundle puts the thread's file beside the server; see `threads` in vite.config.ts. */
const startThread = (): Worker =>
  new Worker(new URL('./mail-reader.worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: MAX_MEGABYTES, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 },
  });

const tooLarge: Reading = { unreadable: `the mail has more than ${MAX_RAW_BYTES} bytes` };
const tooSlow = { unreadable: 'the mail took longer to read than a mail may' };
const timeFor = ({ raw }: ReadJob): number => MAX_MILLISECONDS + (raw.length / 2 ** 20) * MILLISECONDS_PER_MEGABYTE;

/**
 * Reads mail from strangers in a thread of its own: one mail after the other, each with its time and memory. A mail that
 * breaks its limits ends the thread, and the next mail gets a new one.
 */
export class MailReader {
  private thread: Promise<Worker> | null = null;
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly start: () => Worker = startThread) {}

  /** Never rejects: what cannot be read says why. */
  readMail(raw: Buffer, context: MailContext): Promise<Reading> {
    if (raw.length > MAX_RAW_BYTES) return Promise.resolve(tooLarge);
    const reading = this.last.then(() => this.readOrAgain({ raw, context }));
    this.last = reading;
    return reading;
  }

  async close(): Promise<void> {
    await this.last;
    await this.end();
  }

  /** The time is the clock's: a process that stood still for a moment must not cost an honest mail. Twice too slow is too slow. */
  private async readOrAgain(job: ReadJob): Promise<Reading> {
    const first = await this.read(job);
    return first === tooSlow ? this.read(job) : first;
  }

  private async read(job: ReadJob): Promise<Reading> {
    try {
      this.thread ??= ready(this.start());
      const thread = await this.thread;
      const result = await answer(thread, job);
      if (result === tooSlow) await this.end();
      return 'mail' in result ? result.mail : result;
    } catch (error) {
      await this.end();
      return { unreadable: error instanceof Error ? error.message : String(error) };
    }
  }

  private async end(): Promise<void> {
    const thread = await this.thread?.catch(() => null);
    this.thread = null;
    await thread?.terminate();
  }
}

/** Loading the code takes longer than a mail and is not the mail's fault, so the time runs from here. */
const ready = async (thread: Worker): Promise<Worker> => {
  await heard(thread, new AbortController());
  // An idle reader keeps no process alive.
  thread.unref();
  return thread;
};

const answer = async (thread: Worker, job: ReadJob): Promise<ReadResult> => {
  const waiting = new AbortController();
  const timer = setTimeout(() => waiting.abort(tooSlow), timeFor(job));
  try {
    thread.postMessage(job);
    return (await heard(thread, waiting)) as ReadResult;
  } catch (error) {
    if (waiting.signal.reason === tooSlow) return tooSlow;
    throw error;
  } finally {
    clearTimeout(timer);
  }
};

/** The next message. `once` rejects on an error of the thread; an end without one has to be heard too. */
const heard = async (thread: Worker, waiting: AbortController): Promise<unknown> => {
  const { signal } = waiting;
  const ended = once(thread, 'exit', { signal }).then(() => Promise.reject(new Error('the mail ended its reader')));
  try {
    return (await Promise.race([once(thread, 'message', { signal }), ended]))[0];
  } finally {
    waiting.abort();
  }
};
