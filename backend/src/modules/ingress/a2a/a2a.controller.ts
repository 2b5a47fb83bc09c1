import { A2A_VERSION_HEADER, AgentCard, Extensions, HTTP_EXTENSION_HEADER } from '@a2a-js/sdk';
import { JsonRpcTransportHandler, ServerCallContext, validateVersion } from '@a2a-js/sdk/server';
import { Body, Controller, Get, Header, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { RateLimits } from '../../../platform/http/index.js';
import { type AuthenticatedRequest, CurrentUser, type Principal, Public, TokenVerifier } from '../../auth/index.js';
import { OwnOriginGuard } from '../own-origin.guard.js';
import { A2aRequests, CALLER, type Caller } from './a2a-requests.js';
import { sendStream } from './event-stream.js';

/** What counts as saying something. */
const SENDS = new Set<unknown>(['SendMessage', 'SendStreamingMessage']);
/** A client that names no version speaks 0.3 (A2A 1.0 §3.6.2), which is not spoken here. */
const UNNAMED_VERSION = '0.3';

/** The Agent2Agent protocol 1.0, JSON-RPC binding. */
@ApiTags('programs')
@Controller()
export class A2aController {
  private readonly rpc: JsonRpcTransportHandler;

  constructor(
    private readonly requests: A2aRequests,
    private readonly limits: RateLimits,
    private readonly verifier: TokenVerifier,
  ) {
    this.rpc = new JsonRpcTransportHandler(requests);
  }

  @ApiOperation({ summary: 'A2A: what this Parley can do, for other agents' })
  @Public()
  @Get('.well-known/agent-card.json')
  @Header('cache-control', 'public, max-age=60')
  async card(): Promise<unknown> {
    return AgentCard.toJSON(await this.requests.getAgentCard());
  }

  @ApiOperation({ summary: 'A2A: give an agent work, answer its questions, follow it' })
  @ApiBearerAuth()
  @UseGuards(OwnOriginGuard)
  @Post('a2a')
  async call(
    @CurrentUser() user: Principal,
    @Body() body: { id?: unknown; method?: unknown },
    @Req() request: AuthenticatedRequest,
    @Res() response: Response,
  ): Promise<void> {
    if (SENDS.has(body?.method)) await this.limits.enforce('message', user.userId);
    const failure = (error: unknown) => ({
      ...{ jsonrpc: '2.0', id: body?.id ?? null },
      error: JsonRpcTransportHandler.mapToJSONRPCError(error as Error),
    });
    try {
      const context = this.contextOf(user, request);
      validateVersion(context.requestedVersion, await this.requests.getAgentCard(), 'JSONRPC');
      const answer = await this.rpc.handle(body, context);
      if (Symbol.asyncIterator in answer) await sendStream(response, answer, failure);
      else response.json(answer);
    } catch (error) {
      response.json(failure(error));
    }
  }

  private contextOf(user: Principal, request: AuthenticatedRequest): ServerCallContext {
    const [, token = ''] = (request.headers.authorization ?? '').split(/ +/);
    const caller: Caller = { user, check: () => this.verifier.verify(token) };
    return new ServerCallContext({
      requestedExtensions: Extensions.parseServiceParameter(request.header(HTTP_EXTENSION_HEADER)),
      user: { isAuthenticated: true, userName: user.userId },
      requestedVersion: request.header(A2A_VERSION_HEADER) ?? UNNAMED_VERSION,
      state: new Map<string, unknown>([[CALLER, caller]]),
    });
  }
}
