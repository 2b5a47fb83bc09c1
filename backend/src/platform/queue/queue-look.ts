import { Inject, Injectable } from '@nestjs/common';
import type { WakeUpQueue } from '@parley/contracts';
import type { Queue } from 'bullmq';
import { JobQueue } from './job-queue.js';
import { QUEUE_SETTINGS, type QueueSettings } from './queue-settings.js';

/** A queue whose Redis is away answers never: BullMQ waits for it. */
const ANSWER_WITHIN_MS = 2_000;

/** What the wake-up queue itself says, for operators. */
@Injectable()
export class QueueLook {
  constructor(
    @Inject(QUEUE_SETTINGS) private readonly settings: QueueSettings,
    private readonly jobs: JobQueue,
  ) {}

  async look(): Promise<WakeUpQueue> {
    return { on: this.settings.redisUrl ? 'redis' : 'postgres', counts: await this.counts() };
  }

  /** Undefined before the start. */
  get queue(): Queue | undefined {
    return this.jobs.wakeUps;
  }

  /** Null: it does not answer. */
  private async counts(): Promise<WakeUpQueue['counts']> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), ANSWER_WITHIN_MS);
    });
    try {
      return await Promise.race([this.ask(), late]);
    } catch {
      return null;
    } finally {
      clearTimeout(timer);
    }
  }

  private async ask(): Promise<WakeUpQueue['counts']> {
    if (!this.queue) return null;
    const [counts, paused] = await Promise.all([
      this.queue.getJobCounts('waiting', 'active', 'delayed', 'failed'),
      this.queue.isPaused(),
    ]);
    const { waiting = 0, active = 0, delayed = 0, failed = 0 } = counts;
    return { waiting, active, delayed, failed, paused };
  }
}
