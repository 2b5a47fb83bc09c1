import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  idSchema,
  type RunDetail,
  runDetailSchema,
  runSchema,
  sendMessageSchema,
  sentMessageSchema,
} from '@parley/contracts';
import { z } from 'zod';
import { notFound } from '../../kernel/index.js';
import { CurrentUser, MessageRateLimit, type Principal } from '../auth/index.js';
import { SessionAccess } from '../sessions/index.js';
import { ListRuns } from './list-runs.use-case.js';
import { PostMessage } from './post-message.use-case.js';

const limitSchema = z.coerce.number().int().min(1).max(200).default(50);

@ApiTags('messages and runs')
@ApiBearerAuth()
@Controller('api')
export class RunsController {
  constructor(
    private readonly access: SessionAccess,
    private readonly postMessage: PostMessage,
    private readonly runs: ListRuns,
  ) {}

  @ApiOperation({ summary: 'Send a message' })
  @ApiAcceptedResponse({ standardSchema: sentMessageSchema })
  @Post('sessions/:id/messages')
  @HttpCode(202)
  @MessageRateLimit()
  async send(
    @CurrentUser() user: Principal,
    @Param('id', { schema: idSchema }) sessionId: string,
    @Body({ schema: sendMessageSchema }) body: z.infer<typeof sendMessageSchema>,
  ) {
    await this.access.requireOwner(user.userId, sessionId);
    return this.postMessage.execute({ ...body, sessionId, author: user.name, channel: 'WEB' });
  }

  @ApiOperation({ summary: 'Runs of a session, newest first' })
  @ApiOkResponse({ standardSchema: z.object({ items: z.array(runSchema) }) })
  @Get('sessions/:id/runs')
  async list(
    @CurrentUser() user: Principal,
    @Param('id', { schema: idSchema }) sessionId: string,
    @Query('limit', { schema: limitSchema }) limit: number,
  ) {
    await this.access.requireOwner(user.userId, sessionId);
    return { items: await this.runs.ofSession(sessionId, limit) };
  }

  @ApiOperation({ summary: 'One run with its steps' })
  @ApiOkResponse({ standardSchema: runDetailSchema })
  @Get('runs/:id')
  async detail(@CurrentUser() user: Principal, @Param('id', { schema: idSchema }) id: string): Promise<RunDetail> {
    const run = await this.runs.detail(id);
    if (!run || (await this.access.ownerOf(run.sessionId)) !== user.userId) throw notFound('run');
    return run;
  }
}
