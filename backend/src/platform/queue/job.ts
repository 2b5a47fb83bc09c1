import type { Queue } from 'bullmq';
import type { JobKind, JobPayloads } from './job-catalogue.js';

/** What the queue carries. */
export interface JobData {
  payload: JobPayloads[JobKind];
  /** The outbox row that owes this job: it goes when the job is done. */
  outboxId: string | null;
  /** The trace that it goes on with. Absent: an older version put it in. */
  trace?: string | null;
}

export type DoJob = (job: { name: string; data: JobData }) => Promise<void>;

export const QUEUE_NAME = 'parley';
/** Most jobs wait for somebody else's server: what may go to one of them at once is bounded where it is called. */
export const CONCURRENCY = 50;
/** Short, so that the jobs of a killed worker come back within seconds (STACK.md). The sweeper is the guarantee. */
export const LOCK = { lockDuration: 5_000, stalledInterval: 2_500, maxStalledCount: 100 };

/** BullMQ, on whichever store. */
export interface QueueLine {
  /** Undefined: it is away, and nothing can be handed to it. */
  readonly queue: Queue<JobData> | undefined;
  start(): Promise<void>;
  /** Takes no more jobs, and what was done is told. @param idle resolves when no job is under way here */
  stopTaking(idle: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}
