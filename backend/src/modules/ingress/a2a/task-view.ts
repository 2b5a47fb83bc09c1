import type { ListTasksRequest, ListTasksResponse, Task } from '@a2a-js/sdk';
import { RequestMalformedError, TaskNotFoundError } from '@a2a-js/sdk/errors';
import { Injectable } from '@nestjs/common';
import { idSchema, timestampSchema } from '@parley/contracts';
import { z } from 'zod';
import { ListRequests } from '../../feedback/index.js';
import { runStateOf, type TaskParts, type TaskRow, taskOf } from './domain/task.js';
import { TaskRepository } from './task.repository.js';

/** Most of either that a task carries. */
const MAX_LINES = 100;
const PAGE = { default: 50, max: 100 };

export interface TaskOptions {
  /** Most messages to show. Undefined: as many as we give. */
  historyLength?: number | undefined;
  /** Default: with them. */
  artifacts?: boolean;
}

/** Runs as other agents see them: read from the database alone, so any process can tell. */
@Injectable()
export class TaskView {
  constructor(
    private readonly tasks: TaskRepository,
    private readonly requests: ListRequests,
  ) {}

  /** @throws TaskNotFoundError, also for somebody else's (T28) */
  async row(userId: string, taskId: string): Promise<TaskRow> {
    const row = idSchema.safeParse(taskId).success ? await this.tasks.find(userId, taskId) : null;
    if (!row) throw new TaskNotFoundError('There is no such task.');
    return row;
  }

  async task(row: TaskRow, options: TaskOptions = {}): Promise<Task> {
    return taskOf(await this.parts(row, options));
  }

  async parts(row: TaskRow, { historyLength = MAX_LINES, artifacts = true }: TaskOptions = {}): Promise<TaskParts> {
    const lines = Math.min(Math.max(0, historyLength), MAX_LINES);
    const [questions, said, history] = await Promise.all([
      this.questionsOf(row),
      artifacts ? this.tasks.said(row.id, MAX_LINES) : [],
      lines > 0 ? this.tasks.history(row.id, lines) : [],
    ]);
    return { row, questions, said, history };
  }

  async questionsOf({ id, sessionId, state }: TaskRow) {
    if (state !== 'INPUT_REQUIRED') return [];
    const open = await this.requests.pendingOfSession(sessionId);
    return open.filter((request) => request.runId === id && request.question.type !== 'NOTICE');
  }

  /** The person's own, newest first. @throws RequestMalformedError */
  async list(userId: string, query: ListTasksRequest): Promise<ListTasksResponse> {
    const pageSize = query.pageSize ?? PAGE.default;
    if (pageSize < 1 || pageSize > PAGE.max) throw new RequestMalformedError(`pageSize is 1 to ${PAGE.max}.`);
    const empty = { tasks: [], nextPageToken: '', pageSize, totalSize: 0 };
    const state = query.status ? runStateOf(query.status) : null;
    const contextId = query.contextId || null;
    // Nothing of ours is ever there.
    if ((query.status && !state) || (contextId && !idSchema.safeParse(contextId).success)) return empty;
    const { rows, total } = await this.tasks.list({
      ...{ ownerId: userId, sessionId: contextId, state, limit: pageSize },
      since: query.statusTimestampAfter ? timestamp(query.statusTimestampAfter) : null,
      before: query.pageToken ? decode(query.pageToken) : null,
    });
    const options = { historyLength: query.historyLength ?? 0, artifacts: query.includeArtifacts ?? false };
    const tasks = await Promise.all(rows.map((row) => this.task(row, options)));
    const last = rows.at(-1);
    return { ...empty, tasks, totalSize: total, nextPageToken: rows.length === pageSize && last ? encode(last) : '' };
  }
}

const cursorSchema = z.object({ at: timestampSchema, id: idSchema });
const encode = ({ at, id }: TaskRow) => Buffer.from(JSON.stringify({ at, id })).toString('base64url');

const decode = (token: string) => {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(token, 'base64url').toString()));
  } catch {
    throw new RequestMalformedError('This pageToken is not one of ours.');
  }
};

const timestamp = (text: string): string => {
  const parsed = timestampSchema.safeParse(text);
  if (!parsed.success) throw new RequestMalformedError('statusTimestampAfter is no timestamp of ISO 8601.');
  return parsed.data;
};
