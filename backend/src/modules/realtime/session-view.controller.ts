import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { idSchema, listMessagesSchema, messagePageSchema, sessionViewSchema } from '@parley/contracts';
import { z } from 'zod';
import { CurrentUser, type Principal } from '../auth/index.js';
import { SessionAccess } from '../sessions/index.js';
import { ShowSession } from './session-view.js';

const viewSchema = z.strictObject({ limit: listMessagesSchema.shape.limit });

@ApiTags('sessions')
@ApiBearerAuth()
@Controller('api/sessions/:id')
export class SessionViewController {
  constructor(
    private readonly access: SessionAccess,
    private readonly showSession: ShowSession,
  ) {}

  @ApiOperation({ summary: 'What a screen starts from' })
  @ApiOkResponse({ standardSchema: sessionViewSchema })
  @Get('view')
  async view(
    @CurrentUser() user: Principal,
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: viewSchema }) query: z.infer<typeof viewSchema>,
  ) {
    await this.access.requireOwner(user.userId, id);
    return this.showSession.execute(id, query.limit);
  }

  @ApiOperation({ summary: 'Older messages' })
  @ApiOkResponse({ standardSchema: messagePageSchema })
  @Get('messages')
  async messages(
    @CurrentUser() user: Principal,
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: listMessagesSchema }) query: z.infer<typeof listMessagesSchema>,
  ) {
    await this.access.requireOwner(user.userId, id);
    return this.showSession.page(id, query.before, query.limit);
  }
}
