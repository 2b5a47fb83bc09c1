import { toNodeHandler } from '@modelcontextprotocol/node';
import { type AuthInfo, createMcpHandler } from '@modelcontextprotocol/server';
import { Controller, Delete, Get, Logger, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { type AuthenticatedRequest, CurrentUser, type Principal, TokenVerifier } from '../../auth/index.js';
import { OwnOriginGuard } from '../own-origin.guard.js';
import { McpTools, type Visitor } from './mcp-tools.js';

/** The Model Context Protocol over Streamable HTTP, 2026-07-28 and the revisions before it, without sessions. */
@ApiTags('programs')
@ApiBearerAuth()
@UseGuards(OwnOriginGuard)
@Controller('mcp')
export class McpController {
  private readonly log = new Logger('Mcp');
  private readonly handle = toNodeHandler(
    createMcpHandler(({ authInfo }) => this.tools.serverFor(authInfo?.extra?.visitor as Visitor), {
      onerror: (error) => this.log.debug(error.message),
    }),
  );

  constructor(
    private readonly tools: McpTools,
    private readonly verifier: TokenVerifier,
  ) {}

  @ApiOperation({ summary: 'MCP: ask a person from any agent' })
  @Post()
  async post(@CurrentUser() user: Principal, @Req() request: AuthenticatedRequest, @Res() response: Response) {
    await this.serve(user, request, response);
  }

  @ApiOperation({ summary: 'MCP: there is no stream beside the calls (405)' })
  @Get()
  async get(@CurrentUser() user: Principal, @Req() request: AuthenticatedRequest, @Res() response: Response) {
    await this.serve(user, request, response);
  }

  @ApiOperation({ summary: 'MCP: there is no session to end (405)' })
  @Delete()
  async delete(@CurrentUser() user: Principal, @Req() request: AuthenticatedRequest, @Res() response: Response) {
    await this.serve(user, request, response);
  }

  private serve(user: Principal, request: AuthenticatedRequest, response: Response): Promise<void> {
    const [, token = ''] = (request.headers.authorization ?? '').split(/ +/);
    const visitor: Visitor = { user, check: () => this.verifier.verify(token) };
    // The token itself goes no further.
    const auth: AuthInfo = { token: '', clientId: user.loginId, scopes: [], extra: { visitor } };
    return this.handle(Object.assign(request, { auth }), response, request.body);
  }
}
