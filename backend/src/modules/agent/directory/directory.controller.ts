import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import {
  addDirectoryAgentSchema,
  type DirectoryAgent,
  type DirectoryMatch,
  directoryAgentSchema,
  directoryMatchesSchema,
  directorySchema,
  directorySearchSchema,
  idSchema,
  problemSchema,
} from '@parley/contracts';
import type { z } from 'zod';
import { AdminOnly, CurrentUser, type Principal } from '../../auth/index.js';
import { AddAgent } from './add-agent.use-case.js';
import { CheckAgent } from './check-agent.use-case.js';
import { Directory } from './directory.js';
import { RemoveAgent } from './remove-agent.use-case.js';

@ApiTags('directory')
@ApiBearerAuth()
@Controller('api/directory')
export class DirectoryController {
  constructor(
    private readonly directory: Directory,
    private readonly addAgent: AddAgent,
    private readonly checkAgent: CheckAgent,
    private readonly removeAgent: RemoveAgent,
  ) {}

  @ApiOperation({ summary: 'Agents that work can be given to: of this installation, and elsewhere by their A2A cards' })
  @ApiOkResponse({ standardSchema: directorySchema })
  @Get()
  async list(): Promise<{ items: DirectoryAgent[] }> {
    return { items: await this.directory.list() };
  }

  @ApiOperation({ summary: 'Agents that fit a text, best first, with the reasons' })
  @ApiOkResponse({ standardSchema: directoryMatchesSchema })
  @Get('search')
  async search(
    @Query({ schema: directorySearchSchema }) { q }: z.infer<typeof directorySearchSchema>,
  ): Promise<{ items: DirectoryMatch[] }> {
    return { items: await this.directory.search(q) };
  }

  @ApiOperation({ summary: 'Add an agent by its address, or by that of its card' })
  @ApiCreatedResponse({ standardSchema: directoryAgentSchema })
  @ApiConflictResponse({ standardSchema: problemSchema, description: 'agent_taken' })
  @ApiUnprocessableEntityResponse({ standardSchema: problemSchema, description: 'agent_refused' })
  @AdminOnly()
  @Post()
  add(
    @CurrentUser() user: Principal,
    @Body({ schema: addDirectoryAgentSchema }) body: z.infer<typeof addDirectoryAgentSchema>,
  ): Promise<DirectoryAgent> {
    return this.addAgent.execute(body, user.userId);
  }

  @ApiOperation({ summary: 'Look at its card now' })
  @ApiOkResponse({ standardSchema: directoryAgentSchema })
  @AdminOnly()
  @Post(':id/check')
  @HttpCode(200)
  check(@Param('id', { schema: idSchema }) id: string): Promise<DirectoryAgent> {
    return this.checkAgent.execute(id);
  }

  @ApiOperation({ summary: 'Take an agent out of the directory' })
  @ApiNoContentResponse()
  @AdminOnly()
  @Delete(':id')
  @HttpCode(204)
  remove(@Param('id', { schema: idSchema }) id: string): Promise<void> {
    return this.removeAgent.execute(id);
  }
}
