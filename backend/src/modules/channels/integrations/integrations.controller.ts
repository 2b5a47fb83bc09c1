import { Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiConflictResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import {
  type InstallStart,
  type IntegrationList,
  idSchema,
  installStartSchema,
  integrationListSchema,
  problemSchema,
} from '@parley/contracts';
import { AdminOnly, CurrentUser, type Principal } from '../../auth/index.js';
import { CheckIntegration } from './check-integration.use-case.js';
import { ListIntegrations } from './list-integrations.use-case.js';
import { LoseIntegration } from './lose-integration.use-case.js';

@ApiTags('integrations')
@ApiBearerAuth()
@AdminOnly()
@Controller('api/integrations')
export class IntegrationsController {
  constructor(
    private readonly integrations: ListIntegrations,
    private readonly checkIntegration: CheckIntegration,
    private readonly loseIntegration: LoseIntegration,
  ) {}

  @ApiOperation({ summary: 'Workspaces and mailboxes that this installation is connected to' })
  @ApiOkResponse({ standardSchema: integrationListSchema })
  @Get()
  list(): Promise<IntegrationList> {
    return this.integrations.execute();
  }

  @ApiOperation({
    summary: 'Begin to install the app in a Slack workspace',
    description: 'Open the URL within a minute.',
  })
  @ApiOkResponse({ standardSchema: installStartSchema })
  @ApiConflictResponse({ standardSchema: problemSchema, description: 'channel_unavailable' })
  @Post('slack/install')
  @HttpCode(200)
  install(@CurrentUser() user: Principal): InstallStart {
    return this.integrations.startInstall(user.userId);
  }

  @ApiOperation({ summary: 'Ask the other side whether the permission still stands' })
  @ApiOkResponse({ standardSchema: integrationListSchema })
  @Post(':id/check')
  @HttpCode(200)
  async check(@Param('id', { schema: idSchema }) id: string): Promise<IntegrationList> {
    await this.checkIntegration.execute(id);
    return this.integrations.execute();
  }

  @ApiOperation({ summary: 'Disconnect: the token is given back and forgotten' })
  @ApiNoContentResponse()
  @Delete(':id')
  @HttpCode(204)
  disconnect(@Param('id', { schema: idSchema }) id: string): Promise<void> {
    return this.loseIntegration.disconnect(id);
  }
}
