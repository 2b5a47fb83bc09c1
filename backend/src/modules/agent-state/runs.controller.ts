import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  idSchema,
  type ListRunsQuery,
  listRunsSchema,
  type RunList,
  runListSchema,
  runSchema,
} from '@parley/contracts';
import { z } from 'zod';
import { CurrentUser, type Principal } from '../auth/index.js';
import { SessionAccess } from '../sessions/index.js';
import { ListRuns } from './list-runs.use-case.js';

const limitSchema = z.coerce.number().int().min(1).max(200).default(50);

@ApiTags('messages and runs')
@ApiBearerAuth()
@Controller('api')
export class RunsController {
  constructor(
    private readonly access: SessionAccess,
    private readonly runs: ListRuns,
  ) {}

  @ApiOperation({ summary: 'Runs of all my sessions, newest first' })
  @ApiOkResponse({ standardSchema: runListSchema })
  @Get('runs')
  mine(@CurrentUser() user: Principal, @Query({ schema: listRunsSchema }) query: ListRunsQuery): Promise<RunList> {
    return this.runs.execute(user.userId, query);
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
}
