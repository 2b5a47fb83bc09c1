import { Body, Controller, Delete, Get, Header, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { ApiExcludeController } from '@nestjs/swagger';
import { type RawInbound, RECORDER_FAULT_KINDS } from '@parley/sandbox/recorder';
import { z } from 'zod';
import { DomainError, notFound } from '../../../kernel/index.js';
import { invalidRequest } from '../../../platform/http/index.js';
import { Public } from '../../auth/index.js';
import { InboundSink } from '../domain/inbound-sink.js';
import { type SandboxChannel, SandboxChannels } from './sandbox-channels.js';
import { PAGE, SCRIPT } from './sandbox-page.js';
import { ThisMachineGuard } from './this-machine.guard.js';

const faultSchema = z.strictObject({
  kind: z.enum(RECORDER_FAULT_KINDS),
  times: z.union([z.int().min(1).max(1_000), z.literal('always')]).default(1),
  retryAfterMs: z.int().min(0).max(3_600_000).optional(),
  afterMs: z.int().min(0).max(600_000).optional(),
  operation: z.enum(['deliver', 'update', 'say', 'find']).optional(),
  address: z.string().max(320).optional(),
});
const rawSchema = z.record(z.string(), z.unknown());

/** The channel sandbox as one sees it: what arrived, answering as that person, faults (SBX-1, SBX-2). */
@ApiExcludeController()
@Public()
@UseGuards(ThisMachineGuard)
@Controller('sandbox')
export class SandboxController {
  constructor(
    private readonly channels: SandboxChannels,
    private readonly modules: ModuleRef,
  ) {}

  @Get()
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Cache-Control', 'no-store')
  page(): string {
    return PAGE;
  }

  @Get('page.js')
  @Header('Content-Type', 'text/javascript; charset=utf-8')
  @Header('Cache-Control', 'no-store')
  script(): string {
    return SCRIPT;
  }

  @Get('state')
  @Header('Cache-Control', 'no-store')
  state() {
    const channels = this.channels.all.map(({ type, channel }) => ({
      name: type.toLowerCase(),
      messages: channel.messages(),
      heard: channel.heard(),
      faults: channel.faults.plan.pending(),
    }));
    return { channels, faultKinds: RECORDER_FAULT_KINDS };
  }

  /** Hands over what a person, or their mail program, sends: the raw payload, as a real channel would. */
  @Post(':channel/inbound')
  @HttpCode(204)
  async inbound(@Param('channel') name: string, @Body({ schema: rawSchema }) raw: z.infer<typeof rawSchema>) {
    const { type, channel } = this.checked(name, raw);
    const sink = this.sink();
    channel.hear(raw as unknown as RawInbound);
    await sink.receive(type, raw);
  }

  @Post(':channel/faults')
  @HttpCode(204)
  addFault(@Param('channel') name: string, @Body({ schema: faultSchema }) body: z.infer<typeof faultSchema>): void {
    const { times, operation, address, ...fault } = body;
    this.find(name).channel.faults.plan.add({ fault, times, match: { operation, address } });
  }

  @Delete(':channel/faults')
  @HttpCode(204)
  clearFaults(@Param('channel') name: string): void {
    this.find(name).channel.faults.plan.clear();
  }

  private find(name: string): SandboxChannel {
    const found = this.channels.find(name);
    if (!found) throw notFound('channel');
    return found;
  }

  /** What the adapter would refuse is no payload of this channel. */
  private checked(name: string, raw: unknown): SandboxChannel {
    const found = this.find(name);
    try {
      found.adapter.parseInbound(raw);
      return found;
    } catch (error) {
      throw error instanceof z.ZodError ? invalidRequest(error.issues) : error;
    }
  }

  /** Looked up when it is needed: the module that provides it stands to the right of this one. */
  private sink(): InboundSink {
    try {
      return this.modules.get(InboundSink, { strict: false });
    } catch {
      throw new DomainError('unavailable', 'Nothing takes in what arrives here.');
    }
  }
}
