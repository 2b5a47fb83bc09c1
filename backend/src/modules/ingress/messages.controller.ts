import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { idSchema, sendMessageSchema, sentMessageSchema } from '@parley/contracts';
import type { z } from 'zod';
import { CurrentUser, MessageRateLimit, type Principal } from '../auth/index.js';
import { SessionAccess } from '../sessions/index.js';
import { TakeMessage } from './take-message.use-case.js';

@ApiTags('messages and runs')
@ApiBearerAuth()
@Controller('api')
export class MessagesController {
  constructor(
    private readonly access: SessionAccess,
    private readonly takeMessage: TakeMessage,
  ) {}

  @ApiOperation({ summary: 'Send a message, or a command such as "/switch slack"' })
  @ApiAcceptedResponse({ standardSchema: sentMessageSchema })
  @Post('sessions/:id/messages')
  @HttpCode(202)
  @MessageRateLimit()
  async send(
    @CurrentUser() user: Principal,
    @Param('id', { schema: idSchema }) sessionId: string,
    @Body({ schema: sendMessageSchema }) body: z.infer<typeof sendMessageSchema>,
  ) {
    await this.access.requireOwner(user.userId, sessionId);
    return this.takeMessage.execute({ ...body, sessionId, person: { id: user.userId, name: user.name } });
  }
}
