import { Module } from '@nestjs/common';
import { MonitoringModule } from '../platform/monitoring/index.js';
import { MetricsController } from './metrics.controller.js';

@Module({ imports: [MonitoringModule], controllers: [MetricsController] })
export class MetricsModule {}
