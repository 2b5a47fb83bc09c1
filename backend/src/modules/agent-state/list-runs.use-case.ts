import { Injectable } from '@nestjs/common';
import type { ListRunsQuery, Run, RunDetail, RunList } from '@parley/contracts';
import { notFound } from '../../kernel/index.js';
import { SessionAccess } from '../sessions/index.js';
import { RunRepository } from './run.repository.js';
import { RunPageRepository } from './run-page.repository.js';

@Injectable()
export class ListRuns {
  constructor(
    private readonly runs: RunRepository,
    private readonly pages: RunPageRepository,
    private readonly access: SessionAccess,
  ) {}

  /** Of all sessions of a person, newest first. */
  async execute(ownerId: string, query: ListRunsQuery): Promise<RunList> {
    const found = await this.pages.list(ownerId, { ...query, limit: query.limit + 1 });
    const items = found.slice(0, query.limit);
    return { items, next: found.length > items.length ? (items.at(-1)?.id ?? null) : null };
  }

  ofSession(sessionId: string, limit: number): Promise<Run[]> {
    return this.runs.listOf(sessionId, limit);
  }

  detail(runId: string): Promise<RunDetail | null> {
    return this.runs.detail(runId);
  }

  /** The same, for who owns its session. @throws DomainError not_found */
  async ofOwner(userId: string, runId: string): Promise<RunDetail> {
    const run = await this.detail(runId);
    if (!run || (await this.access.ownerOf(run.sessionId)) !== userId) throw notFound('run');
    return run;
  }
}
