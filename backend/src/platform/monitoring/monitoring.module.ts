import { Module } from '@nestjs/common';
import { BacklogMonitor } from './backlog-monitor.js';
import { ConnectionMonitor } from './connection-monitor.js';
import { WaitingRepository } from './waiting.repository.js';

/** What is measured when somebody asks, and not when it happens. */
@Module({ providers: [BacklogMonitor, ConnectionMonitor, WaitingRepository] })
export class MonitoringModule {}
