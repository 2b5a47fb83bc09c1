import { Global, Module } from '@nestjs/common';
import { Metrics } from './metrics/metrics.js';

/** Global, because every part of the product counts what happens in it. */
@Global()
@Module({ providers: [Metrics], exports: [Metrics] })
export class TelemetryModule {}
