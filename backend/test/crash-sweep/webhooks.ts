import { Body, Controller, HttpCode, Module, Param, Post } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { Public } from '../../src/modules/auth/index.js';
import { InboundSink } from '../../src/modules/channels/index.js';
import type { Outside } from './files.js';

/** Where the channels of a swept process come in: told that it arrived when it is stored, and not before. */
@Public()
@Controller('inbound')
class WebhooksController {
  constructor(private readonly modules: ModuleRef) {}

  @Post(':source')
  @HttpCode(200)
  async receive(@Param('source') source: Outside, @Body() raw: unknown) {
    await this.modules.get(InboundSink, { strict: false }).receive(source, raw);
    return {};
  }
}

@Module({ controllers: [WebhooksController] })
export class WebhooksModule {}
