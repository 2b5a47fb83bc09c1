import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type SetToolRule as Rule, setToolRuleSchema, type ToolList, toolListSchema } from '@parley/contracts';
import { z } from 'zod';
import { AdminOnly, CurrentUser, type Principal } from '../../auth/index.js';
import { ListTools } from './list-tools.use-case.js';
import { ReconnectServer } from './reconnect-server.use-case.js';
import { SetToolRule } from './set-tool-rule.use-case.js';

@ApiTags('tools')
@ApiBearerAuth()
@Controller('api/tools')
export class ToolsController {
  constructor(
    private readonly listTools: ListTools,
    private readonly setRule: SetToolRule,
    private readonly reconnectServer: ReconnectServer,
  ) {}

  @ApiOperation({ summary: 'Tools that agents may use, their servers and their rules' })
  @ApiOkResponse({ standardSchema: toolListSchema })
  @Get()
  list(): Promise<ToolList> {
    return this.listTools.execute();
  }

  @ApiOperation({ summary: 'Decide whether a tool runs, asks or is refused' })
  @ApiOkResponse({ standardSchema: toolListSchema })
  @Put('rules')
  @AdminOnly()
  async set(@CurrentUser() user: Principal, @Body({ schema: setToolRuleSchema }) rule: Rule): Promise<ToolList> {
    await this.setRule.execute(rule, user.userId);
    return this.listTools.execute();
  }

  @ApiOperation({ summary: 'Connect a server of tools anew' })
  @ApiAcceptedResponse()
  @Post('servers/:name/reconnect')
  @HttpCode(202)
  @AdminOnly()
  reconnect(@Param('name', { schema: z.string() }) name: string) {
    this.reconnectServer.execute(name);
    return {};
  }
}
