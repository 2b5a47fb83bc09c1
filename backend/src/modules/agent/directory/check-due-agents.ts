import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Sweeper } from '../../../platform/queue/index.js';
import { CheckAgent } from './check-agent.use-case.js';
import { DirectoryRepository } from './directory.repository.js';

const BATCH = 10;
/** Longer than a look takes at most: three addresses, five seconds each. */
const HOLD_MS = 60_000;

/** Keeps the health of the directory's agents, by the beat of the sweeper. */
@Injectable()
export class CheckDueAgents implements OnModuleInit, OnModuleDestroy {
  private readonly stop = new AbortController();

  constructor(
    private readonly sweeper: Sweeper,
    private readonly repository: DirectoryRepository,
    private readonly checkAgent: CheckAgent,
  ) {}

  onModuleInit(): void {
    this.sweeper.register('agents of the directory', async () => {
      const due = await this.repository.claimDue(BATCH, HOLD_MS);
      await Promise.all(due.map((row) => this.checkAgent.check(row, this.stop.signal)));
      return due.length;
    });
  }

  /** The sweeper waits for its sweeps: an agent that does not answer must not hold up the end. */
  onModuleDestroy(): void {
    this.stop.abort();
  }
}
