import { RequestMalformedError, TaskNotFoundError, UnsupportedOperationError } from '@a2a-js/sdk/errors';
import { Injectable } from '@nestjs/common';
import { idSchema } from '@parley/contracts';
import { v5 } from 'uuid';
import { PostMessage } from '../../agent-state/index.js';
import type { Principal } from '../../auth/index.js';
import { MessageRepository } from '../../messages/index.js';
import { CreateSession, SessionAccess } from '../../sessions/index.js';
import { AnswerTask } from './answer-task.use-case.js';
import { type Incoming, wordsOf } from './domain/incoming.js';
import type { TaskRow } from './domain/task.js';
import { TaskRepository } from './task.repository.js';
import { TaskView } from './task-view.js';

/** Ids that come of a person's id and a client's own message id, so that a message that is sent again is the same one. */
const MESSAGES = '3d0b3c52-8b1d-4f0e-8c55-6a1d2f7f9a10';

/** Which task a message belongs to, as far as is known now. */
export type FindTask = () => Promise<TaskRow>;

/** A message of another agent that works for the same person: a new task, words to one, or an answer. */
@Injectable()
export class TakeAgentMessage {
  constructor(
    private readonly tasks: TaskRepository,
    private readonly view: TaskView,
    private readonly access: SessionAccess,
    private readonly createSession: CreateSession,
    private readonly messages: MessageRepository,
    private readonly postMessage: PostMessage,
    private readonly answerTask: AnswerTask,
  ) {}

  /** @throws A2AError, DomainError */
  async execute(user: Principal, incoming: Incoming): Promise<FindTask> {
    const id = v5(`${user.userId} ${incoming.messageId}`, MESSAGES);
    if (incoming.taskId) return this.toTask(user, incoming, incoming.taskId, id);
    const sessionId = await this.contextOf(user, incoming, id);
    return this.say(user, incoming, sessionId, id);
  }

  private async toTask(user: Principal, incoming: Incoming, taskId: string, id: string): Promise<FindTask> {
    const row = await this.view.row(user.userId, taskId);
    if (incoming.contextId && incoming.contextId !== row.sessionId)
      throw new RequestMalformedError('The task belongs to another context.');
    const find = () => this.view.row(user.userId, taskId);
    const known =
      (await this.tasks.wasAnswered(row.id, id)) || (await this.messages.placeOf(id))?.sessionId === row.sessionId;
    if (known) return find;
    if (row.state === 'INPUT_REQUIRED') await this.answer(user, row, incoming, id);
    else if (row.state === 'WORKING') await this.say(user, incoming, row.sessionId, id);
    else throw new UnsupportedOperationError('This task is over. Send the message to its context, without a task id.');
    return find;
  }

  /** The same answer may be under way twice: whichever comes second finds the question gone, and its own answer there. */
  private async answer(user: Principal, row: TaskRow, incoming: Incoming, id: string): Promise<void> {
    try {
      await this.answerTask.execute(user, row, incoming, id);
    } catch (error) {
      if (!(await this.tasks.wasAnswered(row.id, id))) throw error;
    }
  }

  private async contextOf({ userId }: Principal, { contextId, agent }: Incoming, id: string): Promise<string> {
    if (!contextId) return (await this.messages.placeOf(id))?.sessionId ?? this.open(userId, agent, id);
    const known = idSchema.safeParse(contextId).success && (await this.access.ownerOf(contextId)) === userId;
    if (!known) throw new TaskNotFoundError('There is no such context. Leave contextId out to begin a new one.');
    return contextId;
  }

  /** Under the message's id: a second try finds the session that the first one opened. */
  private async open(userId: string, agent: string | undefined, id: string): Promise<string> {
    try {
      if ((await this.access.ownerOf(id)) !== userId) await this.createSession.execute(userId, { id, agent });
    } catch (error) {
      if ((error as { code?: string }).code !== '23505') throw error;
    }
    return id;
  }

  private async say(user: Principal, incoming: Incoming, sessionId: string, id: string): Promise<FindTask> {
    const message = { id, sessionId, author: user.name, text: wordsOf(incoming), channel: 'WEB' as const };
    const { seq } = await this.postMessage.execute(message);
    // Looked up anew each time: an ending run may leave the message to the next one.
    return async () => {
      const row = await this.tasks.ofMessage(sessionId, seq);
      if (!row) throw new TaskNotFoundError('There is no such task.');
      return row;
    };
  }
}
