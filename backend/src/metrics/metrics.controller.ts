import { Controller, Get, Header, Inject, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { type AppConfig, CONFIG } from '../config/index.js';
import { notFound } from '../kernel/index.js';
import { Public } from '../modules/auth/index.js';
import { METRICS_TYPE, Metrics } from '../platform/telemetry/index.js';
import { mayReadMetrics } from './metrics-access.js';

/** What Prometheus reads (OPS-3). To whoever may not, there is nothing here. */
@ApiTags('health')
@Public()
@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly metrics: Metrics,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {}

  @ApiOperation({ summary: 'For Prometheus; with METRICS_TOKEN as bearer token where one is set' })
  @ApiOkResponse({ description: 'text/plain' })
  @Get()
  @Header('Content-Type', METRICS_TYPE)
  @Header('Cache-Control', 'no-store')
  read(@Req() request: Request): Promise<string> {
    if (!mayReadMetrics(request.headers, this.config)) throw notFound('thing');
    return this.metrics.read();
  }
}
