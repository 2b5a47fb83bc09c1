import { Injectable } from '@nestjs/common';
import type { Run, RunDetail } from '@parley/contracts';
import { RunRepository } from './run.repository.js';

@Injectable()
export class ListRuns {
  constructor(private readonly runs: RunRepository) {}

  ofSession(sessionId: string, limit: number): Promise<Run[]> {
    return this.runs.listOf(sessionId, limit);
  }

  detail(runId: string): Promise<RunDetail | null> {
    return this.runs.detail(runId);
  }
}
