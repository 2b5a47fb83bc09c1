import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  continueThreadSchema,
  idSchema,
  resumeThreadSchema,
  startThreadSchema,
  type Thread,
  threadSchema,
} from '@parley/contracts';
import type { z } from 'zod';
import { CurrentUser, MessageRateLimit, type Principal } from '../auth/index.js';
import { ContinueThread } from './continue-thread.use-case.js';
import { StartThread } from './start-thread.use-case.js';

@ApiTags('threads')
@ApiBearerAuth()
@Controller('api')
export class ThreadsController {
  constructor(
    private readonly startThread: StartThread,
    private readonly continueThread: ContinueThread,
  ) {}

  @ApiOperation({ summary: 'Start a thread and run until it is done or needs me' })
  @ApiOkResponse({ standardSchema: threadSchema })
  @Post('chat')
  @HttpCode(200)
  @MessageRateLimit()
  start(
    @CurrentUser() user: Principal,
    @Body({ schema: startThreadSchema }) body: z.infer<typeof startThreadSchema>,
  ): Promise<Thread> {
    return this.startThread.execute(user, body);
  }

  @ApiOperation({ summary: 'Answer its question and run on' })
  @ApiOkResponse({ standardSchema: threadSchema })
  @Post('chat/continue')
  @HttpCode(200)
  @MessageRateLimit()
  continue(
    @CurrentUser() user: Principal,
    @Body({ schema: continueThreadSchema }) body: z.infer<typeof continueThreadSchema>,
  ): Promise<Thread> {
    return this.continueThread.execute(user, body);
  }

  @ApiOperation({ summary: 'Where a thread stands' })
  @ApiOkResponse({ standardSchema: threadSchema })
  @Get('chat/status/:threadId')
  status(@CurrentUser() user: Principal, @Param('threadId', { schema: idSchema }) threadId: string): Promise<Thread> {
    return this.continueThread.status(user, threadId);
  }

  @ApiOperation({ summary: 'Decide an approval and run on' })
  @ApiOkResponse({ standardSchema: threadSchema })
  @Post('threads/:threadId/resume')
  @HttpCode(200)
  @MessageRateLimit()
  resume(
    @CurrentUser() user: Principal,
    @Param('threadId', { schema: idSchema }) threadId: string,
    @Body({ schema: resumeThreadSchema }) body: z.infer<typeof resumeThreadSchema>,
  ): Promise<Thread> {
    return this.continueThread.resume(user, threadId, body);
  }
}
