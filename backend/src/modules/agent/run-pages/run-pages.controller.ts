import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBearerAuth,
  ApiConflictResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import {
  idSchema,
  problemSchema,
  type RetryRunBody,
  type RunView,
  retryRunSchema,
  runViewSchema,
  type StepContent,
  stepContentSchema,
} from '@parley/contracts';
import { ListRuns } from '../../agent-state/index.js';
import { CurrentUser, MessageRateLimit, type Principal } from '../../auth/index.js';
import { RetryRun } from '../retry-run.use-case.js';
import { StopRun } from '../stop-run.use-case.js';
import { ShowRun } from './show-run.use-case.js';
import { ShowStep } from './show-step.use-case.js';

@ApiTags('messages and runs')
@ApiBearerAuth()
@Controller('api/runs/:id')
export class RunPagesController {
  constructor(
    private readonly runs: ListRuns,
    private readonly showRun: ShowRun,
    private readonly showStep: ShowStep,
    private readonly stopRun: StopRun,
    private readonly retryRun: RetryRun,
  ) {}

  @ApiOperation({ summary: 'One run with its steps, questions, tokens and costs' })
  @ApiOkResponse({ standardSchema: runViewSchema })
  @Get()
  one(@CurrentUser() user: Principal, @Param('id', { schema: idSchema }) id: string): Promise<RunView> {
    return this.showRun.execute(user.userId, id);
  }

  @ApiOperation({ summary: 'What a step worked on and what came of it, secrets struck out' })
  @ApiOkResponse({ standardSchema: stepContentSchema })
  @Get('steps/:stepId')
  step(
    @CurrentUser() user: Principal,
    @Param('id', { schema: idSchema }) id: string,
    @Param('stepId', { schema: idSchema }) stepId: string,
  ): Promise<StepContent> {
    return this.showStep.execute(user.userId, id, stepId);
  }

  @ApiOperation({ summary: 'Stop this run' })
  @ApiAcceptedResponse()
  @ApiConflictResponse({ standardSchema: problemSchema, description: 'nothing_to_stop' })
  @Post('stop')
  @HttpCode(202)
  async stop(@CurrentUser() user: Principal, @Param('id', { schema: idSchema }) runId: string) {
    const { sessionId } = await this.runs.ofOwner(user.userId, runId);
    await this.stopRun.execute(sessionId, runId);
    return {};
  }

  @ApiOperation({
    summary: 'Go on where this run broke off, or do it again from a step; it must be the newest of its session',
  })
  @ApiAcceptedResponse()
  @ApiConflictResponse({ standardSchema: problemSchema, description: 'nothing_to_retry: why not' })
  @Post('retry')
  @HttpCode(202)
  @MessageRateLimit()
  async retry(
    @CurrentUser() user: Principal,
    @Param('id', { schema: idSchema }) runId: string,
    @Body({ schema: retryRunSchema }) { fromStep }: RetryRunBody,
  ) {
    const { sessionId } = await this.runs.ofOwner(user.userId, runId);
    return { runId: await this.retryRun.execute(sessionId, { runId, fromStep }) };
  }
}
