import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiConflictResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Channel, type ChannelLink, channelLinkSchema, channelSchema, problemSchema } from '@parley/contracts';
import { z } from 'zod';
import { CurrentUser, type Principal } from '../../auth/index.js';
import { LinkChannel } from './link-channel.use-case.js';

const tokenSchema = z.string().regex(/^[\w-]{40,1000}$/);

/** What a link that Slack showed to one of its members leads to. */
@ApiTags('channels')
@ApiBearerAuth()
@Controller('api/channels/links')
export class LinksController {
  constructor(private readonly link: LinkChannel) {}

  @ApiOperation({ summary: 'Whom this link would join to my account' })
  @ApiOkResponse({ standardSchema: channelLinkSchema })
  @ApiConflictResponse({ standardSchema: problemSchema, description: 'code_expired, channel_unavailable' })
  @Get(':token')
  show(@CurrentUser() user: Principal, @Param('token', { schema: tokenSchema }) token: string): Promise<ChannelLink> {
    return this.link.show(user, token);
  }

  @ApiOperation({ summary: 'Join them to my account: a verified channel' })
  @ApiOkResponse({ standardSchema: channelSchema })
  @ApiConflictResponse({
    standardSchema: problemSchema,
    description: 'code_expired, channel_unavailable, address_taken, too_many_channels',
  })
  @Post(':token')
  @HttpCode(200)
  confirm(@CurrentUser() user: Principal, @Param('token', { schema: tokenSchema }) token: string): Promise<Channel> {
    return this.link.execute(user, token);
  }
}
