import { Injectable } from '@nestjs/common';
import type { ProcessList, WorkView } from '@parley/contracts';
import { HeartBeat, ProcessRepository } from '../../../../platform/processes/index.js';
import { QueueLook, WorkLedger } from '../../../../platform/queue/index.js';
import { processNotes } from '../../domain/process-notes.js';
import { workVerdict } from '../../domain/work-verdict.js';
import { OpenWorkRepository } from './open-work.repository.js';

/** What is due, who is at it, and whether anything is stuck (OPS-3). */
@Injectable()
export class ShowWork {
  constructor(
    private readonly ledger: WorkLedger,
    private readonly queue: QueueLook,
    private readonly open: OpenWorkRepository,
    private readonly processes: ProcessRepository,
    private readonly self: HeartBeat,
  ) {}

  async execute(): Promise<WorkView> {
    const [lines, queue, processes, runs, failed] = await Promise.all([
      this.ledger.read(),
      this.queue.look(),
      this.processes.list(),
      this.open.heldRuns(),
      this.open.failed(),
    ]);
    return { verdict: workVerdict({ lines, queue, processes }), lines, queue, runs, failed };
  }

  async listProcesses(): Promise<ProcessList> {
    const seen = await this.processes.list();
    const items = seen.map(({ startedAt, seenAt, ...rest }) => ({
      ...rest,
      startedAt: startedAt.toISOString(),
      seenAt: seenAt.toISOString(),
      self: rest.id === this.self.id,
    }));
    return { items, notes: processNotes(items) };
  }
}
