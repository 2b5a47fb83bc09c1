import { Body, Controller, Param, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiConflictResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { idSchema, problemSchema, switchChannelSchema, switchedChannelSchema } from '@parley/contracts';
import type { z } from 'zod';
import { CurrentUser, MessageRateLimit, type Principal } from '../auth/index.js';
import { SessionAccess } from '../sessions/index.js';
import { SwitchChannel } from './switch-channel.use-case.js';

@ApiTags('sessions')
@ApiBearerAuth()
@Controller('api/sessions')
export class SessionChannelController {
  constructor(
    private readonly access: SessionAccess,
    private readonly switchChannel: SwitchChannel,
  ) {}

  @ApiOperation({ summary: 'Go on by another channel: open questions move there' })
  @ApiOkResponse({ standardSchema: switchedChannelSchema })
  @ApiConflictResponse({ standardSchema: problemSchema, description: 'channel_unavailable, with what to do about it' })
  @Put(':id/channel')
  @MessageRateLimit()
  async switch(
    @CurrentUser() user: Principal,
    @Param('id', { schema: idSchema }) sessionId: string,
    @Body({ schema: switchChannelSchema }) { channel }: z.infer<typeof switchChannelSchema>,
  ) {
    await this.access.requireOwner(user.userId, sessionId);
    const input = { sessionId, personId: user.userId, channel, from: 'WEB' } as const;
    const { session, moved } = await this.switchChannel.execute(input);
    return { session, moved };
  }
}
