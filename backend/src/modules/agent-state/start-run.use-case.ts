import { Injectable } from '@nestjs/common';
import type { SessionEvent } from '@parley/contracts';
import { DomainError, newId } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/prisma/index.js';
import { JobDispatcher } from '../../platform/queue/index.js';
import { traceParent } from '../../platform/telemetry/index.js';
import { SessionFeed, SessionRepository } from '../sessions/index.js';
import { RunRepository, type StartedRun } from './run.repository.js';

export interface StartRunInput {
  ownerId: string;
  /** The same id again is the same run: what sets it off may be repeated. */
  runId: string;
  agent: string;
  title: string;
  /** What the agent finds as its input. */
  input: unknown;
}

@Injectable()
export class StartRun {
  constructor(
    private readonly work: UnitOfWork,
    private readonly sessions: SessionRepository,
    private readonly runs: RunRepository,
    private readonly feed: SessionFeed,
    private readonly dispatcher: JobDispatcher,
  ) {}

  /**
   * A session and its first run, set off by a call of a program instead of a message. Resolves once both are durable.
   * @returns of a repetition the run as it was started first
   * @throws DomainError message_conflict when the id belongs to a run of somebody or something else
   */
  async execute(input: StartRunInput): Promise<Pick<StartedRun, 'sessionId' | 'input'>> {
    const known = await this.runs.startedWith(input.runId);
    if (known) return repeated(input, known);
    const sessionId = newId();
    let events: SessionEvent[];
    try {
      events = await this.create(input, sessionId);
    } catch (error) {
      const other = (error as { code?: string }).code === '23505' && (await this.runs.startedWith(input.runId));
      if (other) return repeated(input, other);
      throw error;
    }
    this.feed.publish(...events);
    this.dispatcher.kick('advance-run', { runId: input.runId });
    return { sessionId, input: input.input };
  }

  private create({ ownerId, runId, agent, title, input }: StartRunInput, sessionId: string): Promise<SessionEvent[]> {
    return this.work.run(async (tx) => {
      const { event } = await this.sessions.createIn(tx, { id: sessionId, ownerId, agent, title });
      return [event, await this.runs.start(tx, { id: runId, sessionId, agent, input, trace: traceParent() })];
    });
  }
}

const repeated = ({ ownerId, agent }: StartRunInput, known: StartedRun): StartedRun => {
  if (known.ownerId !== ownerId || known.agent !== agent)
    throw new DomainError('message_conflict', 'This id was used for something else.');
  return known;
};
