import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put } from '@nestjs/common';
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
  addChannelSchema,
  type Channel,
  type ChannelList,
  type ChannelTest,
  channelListSchema,
  channelSchema,
  channelTestSchema,
  idSchema,
  orderChannelsSchema,
  problemSchema,
  updateChannelSchema,
  verifyChannelSchema,
} from '@parley/contracts';
import type { z } from 'zod';
import { CurrentUser, MessageRateLimit, type Principal } from '../../auth/index.js';
import { AddChannel } from './add-channel.use-case.js';
import { ChangeChannels } from './change-channels.use-case.js';
import { ListChannels } from './list-channels.use-case.js';
import { SendCode } from './send-code.use-case.js';
import { TestChannel } from './test-channel.use-case.js';
import { VerifyChannel } from './verify-channel.use-case.js';

@ApiTags('channels')
@ApiBearerAuth()
@Controller('api/channels')
export class ChannelsController {
  constructor(
    private readonly listChannels: ListChannels,
    private readonly addChannel: AddChannel,
    private readonly sendCode: SendCode,
    private readonly verifyChannel: VerifyChannel,
    private readonly testChannel: TestChannel,
    private readonly change: ChangeChannels,
  ) {}

  @ApiOperation({ summary: 'My channels, most preferred first, and what can be added' })
  @ApiOkResponse({ standardSchema: channelListSchema })
  @Get()
  list(@CurrentUser() user: Principal): Promise<ChannelList> {
    return this.listChannels.execute(user.userId);
  }

  @ApiOperation({
    summary: 'Add an address',
    description: 'A code is sent there. `problem` says if it could not be; nothing else is sent before it is verified.',
  })
  @ApiCreatedResponse({ standardSchema: channelSchema })
  @ApiConflictResponse({
    standardSchema: problemSchema,
    description: 'address_taken, too_many_channels, channel_unavailable',
  })
  @Post()
  add(
    @CurrentUser() user: Principal,
    @Body({ schema: addChannelSchema }) body: z.infer<typeof addChannelSchema>,
  ): Promise<Channel> {
    return this.addChannel.execute(user, body);
  }

  @ApiOperation({ summary: 'Put my channels in order', description: 'All of them, most preferred first.' })
  @ApiOkResponse({ standardSchema: channelListSchema })
  @Put('order')
  async order(
    @CurrentUser() user: Principal,
    @Body({ schema: orderChannelsSchema }) { ids }: z.infer<typeof orderChannelsSchema>,
  ): Promise<ChannelList> {
    await this.change.order(user.userId, ids);
    return this.listChannels.execute(user.userId);
  }

  @ApiOperation({
    summary: 'Send another code',
    description: 'Only the newest one counts, for 10 minutes and 5 tries.',
  })
  @ApiOkResponse({ standardSchema: channelTestSchema })
  @ApiConflictResponse({ standardSchema: problemSchema, description: 'already_verified, channel_unavailable' })
  @Post(':id/code')
  @HttpCode(200)
  code(@CurrentUser() user: Principal, @Param('id', { schema: idSchema }) id: string): Promise<ChannelTest> {
    return this.sendCode.execute(user.userId, id);
  }

  @ApiOperation({ summary: 'Verify an address by the code that was sent there' })
  @ApiOkResponse({ standardSchema: channelSchema })
  @ApiConflictResponse({ standardSchema: problemSchema, description: 'code_expired: have another one sent' })
  @ApiUnprocessableEntityResponse({ standardSchema: problemSchema, description: 'code_invalid' })
  @Post(':id/verify')
  @HttpCode(200)
  verify(
    @CurrentUser() user: Principal,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: verifyChannelSchema }) { code }: z.infer<typeof verifyChannelSchema>,
  ): Promise<Channel> {
    return this.verifyChannel.execute(user.userId, id, code);
  }

  @ApiOperation({ summary: 'Send a test message and wait for what becomes of it, 10 s at most' })
  @ApiOkResponse({ standardSchema: channelTestSchema })
  @ApiConflictResponse({ standardSchema: problemSchema, description: 'channel_unverified' })
  @Post(':id/test')
  @HttpCode(200)
  @MessageRateLimit()
  test(@CurrentUser() user: Principal, @Param('id', { schema: idSchema }) id: string): Promise<ChannelTest> {
    return this.testChannel.execute(user.userId, id);
  }

  @ApiOperation({ summary: 'How long a question waits there for an answer before it moves on' })
  @ApiOkResponse({ standardSchema: channelSchema })
  @Patch(':id')
  update(
    @CurrentUser() user: Principal,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: updateChannelSchema }) { waitMs }: z.infer<typeof updateChannelSchema>,
  ): Promise<Channel> {
    return this.change.setWait(user.userId, id, waitMs);
  }

  @ApiOperation({ summary: 'Remove an address, at once' })
  @ApiNoContentResponse()
  @ApiConflictResponse({ standardSchema: problemSchema, description: 'channel_required: the web stays' })
  @Delete(':id')
  @HttpCode(204)
  remove(@CurrentUser() user: Principal, @Param('id', { schema: idSchema }) id: string): Promise<void> {
    return this.change.remove(user.userId, id);
  }
}
