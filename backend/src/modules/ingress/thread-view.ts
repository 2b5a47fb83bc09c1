import { Injectable } from '@nestjs/common';
import type { Thread } from '@parley/contracts';
import { RunRepository } from '../agent-state/index.js';
import { ListRequests } from '../feedback/index.js';
import { MessageRepository } from '../messages/index.js';
import { ListUserSessions } from '../sessions/index.js';
import { threadStatus } from './domain/thread-status.js';

const WORKING = new Set(['THINKING', 'ACTING', 'WAITING_FOR_FEEDBACK']);

/** A session as simple clients see it (API-2). Read from the database alone, so any process can tell. */
@Injectable()
export class ThreadView {
  constructor(
    private readonly sessions: ListUserSessions,
    private readonly runs: RunRepository,
    private readonly requests: ListRequests,
    private readonly messages: MessageRepository,
  ) {}

  async of(sessionId: string): Promise<Thread> {
    const run = await this.runs.newest(sessionId);
    const [{ state }, open] = await Promise.all([
      this.sessions.one(sessionId),
      this.requests.pendingOfSession(sessionId),
    ]);
    const pending = open.filter((request) => request.runId === run?.id && request.question.type !== 'NOTICE');
    const status = threadStatus(run, pending);
    const waiting = status === 'pending_user_input';
    return {
      thread_id: sessionId,
      status,
      requires_user_input: waiting,
      question_for_user: waiting ? pending.map((request) => request.question.question).join('\n\n') : null,
      pending_requests: pending.map(({ id, question, bindingHash }) => ({
        request_id: id,
        question,
        binding_hash: bindingHash,
      })),
      final_response: status === 'completed' && run ? await this.messages.lastOfRun(run.id) : null,
      task_agent_pairs: (run?.plan?.tasks ?? []).map(({ task, agent, score, why, batch, needs }) => ({
        ...{ task, agent, score, why, batch, needs },
      })),
      current_step: WORKING.has(state.status) ? state.step : null,
      error: status === 'error' ? (run?.error ?? 'The run was stopped.') : null,
      links: { session: `/api/sessions/${sessionId}/view`, run: run ? `/api/runs/${run.id}` : null },
    };
  }
}
