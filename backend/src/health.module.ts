import { Controller, Get, Module } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DomainError } from './kernel/index.js';
import { Public } from './modules/auth/index.js';
import { PgPool } from './platform/prisma/index.js';

@ApiTags('health')
@Public()
@Controller('health')
class HealthController {
  constructor(private readonly pool: PgPool) {}

  /** The process runs. */
  @Get('live')
  live() {
    return { status: 'ok' };
  }

  /** It can serve: the database answers. */
  @Get('ready')
  async ready() {
    try {
      await this.pool.query('SELECT 1');
    } catch {
      throw new DomainError('unavailable', 'The database does not answer.');
    }
    return { status: 'ok' };
  }
}

@Module({ controllers: [HealthController] })
export class HealthModule {}
