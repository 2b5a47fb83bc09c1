import { Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type AgentList, agentListSchema, idSchema } from '@parley/contracts';
import { CurrentUser, MessageRateLimit, type Principal } from '../auth/index.js';
import { AgentCatalogue, SessionAccess } from '../sessions/index.js';
import { AGENT_SETTINGS, type AgentSettings } from './agent-settings.js';
import { RetryRun } from './retry-run.use-case.js';
import { StopRun } from './stop-run.use-case.js';

@ApiTags('agents')
@ApiBearerAuth()
@Controller('api')
export class AgentController {
  constructor(
    @Inject(AGENT_SETTINGS) private readonly settings: AgentSettings,
    private readonly agents: AgentCatalogue,
    private readonly access: SessionAccess,
    private readonly stopRun: StopRun,
    private readonly retryRun: RetryRun,
  ) {}

  @ApiOperation({ summary: 'Agents I can talk to' })
  @ApiOkResponse({ standardSchema: agentListSchema })
  @Get('agents')
  list(): AgentList {
    return { items: this.agents.list(), demoModel: this.settings.demoModel };
  }

  @ApiOperation({ summary: 'Stop the run' })
  @ApiAcceptedResponse()
  @Post('sessions/:id/stop')
  @HttpCode(202)
  async stop(@CurrentUser() user: Principal, @Param('id', { schema: idSchema }) sessionId: string) {
    await this.access.requireOwner(user.userId, sessionId);
    await this.stopRun.execute(sessionId);
    return {};
  }

  @ApiOperation({ summary: 'Go on where a failed or stopped run broke off' })
  @ApiAcceptedResponse()
  @Post('sessions/:id/retry')
  @HttpCode(202)
  @MessageRateLimit()
  async retry(@CurrentUser() user: Principal, @Param('id', { schema: idSchema }) sessionId: string) {
    await this.access.requireOwner(user.userId, sessionId);
    return { runId: await this.retryRun.execute(sessionId) };
  }
}
