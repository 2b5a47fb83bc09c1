import { Body, Controller, Get, Module, Post } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { nonBlankText } from '@parley/contracts';
import { z } from 'zod';
import { createTestDatabase } from '../../../../test/support/index.js';
import { Clock } from '../../../kernel/index.js';
import {
  configureHttp,
  HttpModule,
  RateLimit,
  type RateLimitRules,
  rateLimitRules,
} from '../../../platform/http/index.js';
import { PgModule, PgPool } from '../../../platform/prisma/index.js';
import { ProcessesModule } from '../../../platform/processes/index.js';
import { TelemetryModule } from '../../../platform/telemetry/index.js';
import { AuthModule, type AuthSettings, Public } from '../index.js';
import { ManualClock } from './manual-clock.js';

export const ORIGIN = 'http://parley.test';
export const settings: AuthSettings = {
  jwtSecret: 'jwt-secret-of-the-tests-32-bytes-long',
  tokenSecret: 'token-secret-of-the-tests-32-bytes-long',
  accessTokenTtlS: 600,
  refreshTokenTtlDays: 30,
  publicUrl: ORIGIN,
  allowedOrigins: [ORIGIN],
};

/** Routes as any module would write them. */
@Controller('api/probe')
class ProbeController {
  @Post('echo')
  @Public()
  echo(@Body({ schema: z.strictObject({ text: nonBlankText(1_000_000) }) }) body: { text: string }) {
    return body;
  }

  @Post('messages')
  @RateLimit('message')
  message() {
    return {};
  }

  @Get('broken')
  @Public()
  broken() {
    throw new Error('secret detail');
  }

  @Get('outage')
  @Public()
  outage() {
    throw Object.assign(new Error('connect ECONNREFUSED 10.0.0.1:5432'), { code: 'ECONNREFUSED' });
  }
}

@Module({ controllers: [ProbeController] })
class ProbeModule {}

export interface AuthApp {
  nest: NestExpressApplication;
  url: string;
  clock: ManualClock;
  pool: PgPool;
  databaseUrl: string;
  close(): Promise<void>;
}

interface Options {
  settings?: Partial<AuthSettings>;
  rules?: Partial<RateLimitRules>;
  trustProxy?: number;
  databaseUrl?: string;
}

/** The auth module as a real server on a fresh database, with a clock that the test moves. */
export async function startAuthApp(options: Options = {}): Promise<AuthApp> {
  const database = options.databaseUrl ? undefined : await createTestDatabase();
  const clock = new ManualClock();
  const rules = { ...rateLimitRules({ messagesPerMinute: 30, authPerMinute: 1_000 }), ...options.rules };
  const databaseUrl = options.databaseUrl ?? database?.url ?? '';
  const testing = await Test.createTestingModule({
    imports: [
      {
        module: class ClockModule {},
        global: true,
        providers: [{ provide: Clock, useValue: clock }],
        exports: [Clock],
      },
      TelemetryModule,
      PgModule.forRoot({ url: databaseUrl, connections: 19 }),
      ProcessesModule.forRoot('all'),
      HttpModule.forRoot(rules),
      AuthModule.forRoot({ ...settings, ...options.settings }),
      ProbeModule,
    ],
  }).compile();
  const nest = testing.createNestApplication<NestExpressApplication>({ rawBody: true, logger: false });
  configureHttp(nest, { trustProxy: options.trustProxy });
  await nest.listen(0, '127.0.0.1');
  return {
    nest,
    url: await nest.getUrl(),
    clock,
    pool: nest.get(PgPool),
    databaseUrl,
    close: async () => {
      await nest.close();
      await database?.drop();
    },
  };
}
