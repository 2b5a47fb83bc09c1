import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiConflictResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import {
  type ConnectMailbox,
  type ConnectStart,
  connectMailboxSchema,
  connectStartSchema,
  type IntegrationList,
  idSchema,
  integrationListSchema,
  problemSchema,
} from '@parley/contracts';
import { AdminOnly, CurrentUser, type Principal } from '../../auth/index.js';
import { CheckIntegration } from './check-integration.use-case.js';
import { Canaries } from './health/canaries.js';
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
    private readonly canaries: Canaries,
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
  @ApiOkResponse({ standardSchema: connectStartSchema })
  @ApiConflictResponse({ standardSchema: problemSchema, description: 'channel_unavailable' })
  @Post('slack/install')
  @HttpCode(200)
  install(@CurrentUser() user: Principal): ConnectStart {
    return this.integrations.startInstall(user.userId);
  }

  @ApiOperation({
    summary: 'Begin to connect a Gmail mailbox, or one that is known already again',
    description: 'Open the URL within a minute.',
  })
  @ApiOkResponse({ standardSchema: connectStartSchema })
  @ApiConflictResponse({ standardSchema: problemSchema, description: 'channel_unavailable' })
  @Post('gmail/connect')
  @HttpCode(200)
  connectMailbox(
    @CurrentUser() user: Principal,
    @Body({ schema: connectMailboxSchema }) body: ConnectMailbox,
  ): Promise<ConnectStart> {
    return this.integrations.startConnect(user.userId, body);
  }

  @ApiOperation({ summary: 'Ask the other side whether the permission still stands' })
  @ApiOkResponse({ standardSchema: integrationListSchema })
  @Post(':id/check')
  @HttpCode(200)
  async check(@Param('id', { schema: idSchema }) id: string): Promise<IntegrationList> {
    await this.checkIntegration.execute(id);
    return this.integrations.execute();
  }

  @ApiOperation({
    summary: 'Prove that words go out and come in again',
    description:
      'A mailbox writes to itself; in Slack the message goes to whoever asks, and is taken away again. Whether it came back stands in `health.canary` of the list, within three minutes.',
  })
  @ApiOkResponse({ standardSchema: integrationListSchema })
  @ApiConflictResponse({ standardSchema: problemSchema, description: 'channel_unavailable' })
  @Post(':id/canary')
  @HttpCode(200)
  async canary(
    @CurrentUser() user: Principal,
    @Param('id', { schema: idSchema }) id: string,
  ): Promise<IntegrationList> {
    await this.canaries.send(id, user.userId);
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
