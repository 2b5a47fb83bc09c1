import { Body, Controller, Get, Header, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import {
  createSessionSchema,
  eventPageSchema,
  exportFormatSchema,
  idSchema,
  type ListSessions,
  listEventsSchema,
  listSessionsSchema,
  readSessionSchema,
  sessionPageSchema,
  sessionSchema,
  sessionSummarySchema,
  updateSessionSchema,
} from '@parley/contracts';
import type { Response } from 'express';
import type { z } from 'zod';
import { CurrentUser, type Principal } from '../auth/index.js';
import { CreateSession } from './create-session.use-case.js';
import { ExportSession } from './export-session.use-case.js';
import { ListUserSessions } from './list-sessions.use-case.js';
import { SessionAccess } from './session-access.js';
import { UpdateSession } from './update-session.use-case.js';

@ApiTags('sessions')
@ApiBearerAuth()
@Controller('api/sessions')
export class SessionsController {
  constructor(
    private readonly access: SessionAccess,
    private readonly createSession: CreateSession,
    private readonly sessions: ListUserSessions,
    private readonly updateSession: UpdateSession,
    private readonly exportSession: ExportSession,
  ) {}

  @ApiOperation({ summary: 'My sessions, newest first' })
  @ApiOkResponse({ standardSchema: sessionPageSchema })
  @Get()
  list(@CurrentUser() user: Principal, @Query({ schema: listSessionsSchema }) query: ListSessions) {
    return this.sessions.execute(user.userId, query);
  }

  @ApiOperation({ summary: 'Start a session' })
  @ApiCreatedResponse({ standardSchema: sessionSchema })
  @Post()
  create(
    @CurrentUser() user: Principal,
    @Body({ schema: createSessionSchema }) body: z.infer<typeof createSessionSchema>,
  ) {
    return this.createSession.execute(user.userId, body);
  }

  @ApiOperation({ summary: 'One session' })
  @ApiOkResponse({ standardSchema: sessionSummarySchema })
  @Get(':id')
  async get(@CurrentUser() user: Principal, @Param('id', { schema: idSchema }) id: string) {
    await this.access.requireOwner(user.userId, id);
    return this.sessions.one(id);
  }

  @ApiOperation({ summary: 'Rename, archive or restore' })
  @ApiOkResponse({ standardSchema: sessionSchema })
  @Patch(':id')
  async update(
    @CurrentUser() user: Principal,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: updateSessionSchema }) body: z.infer<typeof updateSessionSchema>,
  ) {
    await this.access.requireOwner(user.userId, id);
    return this.updateSession.execute(id, body);
  }

  @ApiOperation({ summary: 'I have seen everything up to here' })
  @ApiNoContentResponse()
  @Post(':id/read')
  @HttpCode(204)
  async read(
    @CurrentUser() user: Principal,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: readSessionSchema }) body: z.infer<typeof readSessionSchema>,
  ) {
    await this.access.requireOwner(user.userId, id);
    await this.sessions.markRead(id, body.seq);
  }

  @ApiOperation({ summary: 'The session log' })
  @ApiOkResponse({ standardSchema: eventPageSchema })
  @Get(':id/events')
  async events(
    @CurrentUser() user: Principal,
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: listEventsSchema }) query: z.infer<typeof listEventsSchema>,
  ) {
    await this.access.requireOwner(user.userId, id);
    return this.sessions.events(id, query.after, query.limit);
  }

  @ApiOperation({ summary: 'The whole session as JSON or Markdown' })
  @Get(':id/export')
  @Header('cache-control', 'no-store')
  async export(
    @CurrentUser() user: Principal,
    @Param('id', { schema: idSchema }) id: string,
    @Query('format', { schema: exportFormatSchema.default('json') }) format: z.infer<typeof exportFormatSchema>,
    @Res() response: Response,
  ) {
    await this.access.requireOwner(user.userId, id);
    response.attachment(`session-${id}.${format === 'json' ? 'json' : 'md'}`);
    if (format === 'json') response.json(await this.exportSession.execute(id));
    else response.type('text/markdown').send(await this.exportSession.asMarkdown(id));
  }
}
