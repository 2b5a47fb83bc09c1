import { Global, Module } from '@nestjs/common';
import { EventBus } from './event-bus.js';
import { MemoryEventBus } from './memory-event-bus.js';

@Global()
@Module({ providers: [{ provide: EventBus, useClass: MemoryEventBus }], exports: [EventBus] })
export class BusModule {}
