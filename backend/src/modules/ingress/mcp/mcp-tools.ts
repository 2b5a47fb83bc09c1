import { McpServer, type ServerContext } from '@modelcontextprotocol/server';
import { Injectable } from '@nestjs/common';
import type { FeedbackQuestion } from '@parley/contracts';
import { toProblem } from '../../../platform/http/index.js';
import type { Principal } from '../../auth/index.js';
import { AskForProgram } from './ask-for-program.use-case.js';
import { callerName } from './domain/caller-name.js';
import { inWords } from './domain/request-result.js';
import { toApproval, toQuestion } from './domain/to-question.js';
import {
  askHumanSchema,
  cancelRequestSchema,
  checkRequestSchema,
  type RequestResult,
  requestApprovalSchema,
  requestResultSchema,
} from './domain/tool-schemas.js';
import { ShowVisit } from './show-visit.use-case.js';

const ASKS = { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: true };
const LOOKS = { readOnlyHint: true, openWorldHint: false };
const WITHDRAWS = { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: true };

const INSTRUCTIONS = `Ask the person you work for, wherever they are (web, email, Slack). A question outlives this connection:
when a call comes back as "pending", call check_request later with its request_id. Only "approved" is a yes.`;

interface Asked {
  wait_seconds: number;
  idempotency_key?: string | undefined;
}

/** Who calls, as the guard has found out. */
export interface Visitor {
  user: Principal;
  /** @throws once its token holds no more */
  check: () => Promise<unknown>;
}

/** What a visiting program can do: ask its person, and look what came of it (API-4). */
@Injectable()
export class McpTools {
  constructor(
    private readonly ask: AskForProgram,
    private readonly visits: ShowVisit,
  ) {}

  /** A server for one request: nothing of it is kept, so any process may answer the next one. */
  serverFor({ user, check }: Visitor): McpServer {
    const server = new McpServer({ name: 'parley', title: 'Parley', version: '1.0.0' }, { instructions: INSTRUCTIONS });
    const tell = (context: ServerContext, asked: Asked, question: () => FeedbackQuestion) =>
      answer(async () => {
        const from = callerName(clientOf(server), user.tokenName);
        const { userId } = user;
        const runId = await this.ask.execute({
          userId,
          from,
          question: question(),
          idempotencyKey: asked.idempotency_key,
        });
        return this.visits.execute(userId, runId, {
          seconds: asked.wait_seconds,
          check,
          signal: context.mcpReq.signal,
        });
      });
    const outputSchema = requestResultSchema;
    server.registerTool(
      'ask_human',
      {
        title: 'Ask the person',
        description:
          'Asks the person you work for a question and gives back the answer, or "pending" until there is one.',
        ...{ inputSchema: askHumanSchema, outputSchema, annotations: ASKS },
      },
      (asked, context) => tell(context, asked, () => toQuestion(asked)),
    );
    server.registerTool(
      'request_approval',
      {
        title: 'Ask for a yes',
        description: 'Asks the person to approve exactly what you show: an action with its arguments, a diff, or both.',
        ...{ inputSchema: requestApprovalSchema, outputSchema, annotations: ASKS },
      },
      (asked, context) => tell(context, asked, () => toApproval(asked)),
    );
    this.addFollowUps(server, user.userId, check);
    return server;
  }

  private addFollowUps(server: McpServer, userId: string, check: Visitor['check']): void {
    const outputSchema = requestResultSchema;
    server.registerTool(
      'check_request',
      {
        title: 'Look for the answer',
        description: 'What became of a question: the answer, or "pending".',
        ...{ inputSchema: checkRequestSchema, outputSchema, annotations: LOOKS },
      },
      ({ request_id: id, wait_seconds: seconds }, { mcpReq: { signal } }) =>
        answer(() => this.visits.execute(userId, id, { seconds, signal, check })),
    );
    server.registerTool(
      'cancel_request',
      {
        title: 'Take a question back',
        description: 'The answer is not needed any more. An answer that was given before stays.',
        ...{ inputSchema: cancelRequestSchema, outputSchema, annotations: WITHDRAWS },
      },
      ({ request_id: id, reason }) => answer(() => this.visits.cancel(userId, id, reason)),
    );
  }
}

/** Named with each request since 2026-07-28; before that only at the beginning, which nothing here remembers. */
const clientOf = (server: McpServer): string | undefined => {
  const client = server.server.getClientVersion();
  return client?.title ?? client?.name;
};

/** A refusal is a result that says why, so that a model can do better. */
const answer = async (work: () => Promise<RequestResult>) => {
  try {
    const result = await work();
    return { structuredContent: { ...result }, content: [{ type: 'text' as const, text: inWords(result) }] };
  } catch (error) {
    const { detail } = toProblem(error);
    return { isError: true, content: [{ type: 'text' as const, text: detail ?? 'Something went wrong on our side.' }] };
  }
};
