import { Controller, Get, Module } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DomainError } from '../kernel/index.js';
import { Public } from '../modules/auth/index.js';
import { Drain } from './drain.js';
import { type Parts, Readiness } from './readiness.js';

@ApiTags('health')
@Public()
@Controller('health')
class HealthController {
  constructor(private readonly readiness: Readiness) {}

  /** The process runs. */
  @Get('live')
  live() {
    return { status: 'ok' };
  }

  /** It can serve: the database answers and has what this version needs, and the process is not about to end. */
  @Get('ready')
  async ready() {
    const { ready, parts } = await this.readiness.look();
    if (!ready) throw new DomainError('unavailable', reason(parts), { ...parts });
    return { status: 'ok', ...parts };
  }
}

const reason = ({ draining, database }: Parts): string => {
  if (draining) return 'This process is about to end.';
  if (database === 'away') return 'The database does not answer.';
  return 'The database lacks migrations that this version needs.';
};

@Module({ controllers: [HealthController], providers: [Drain, Readiness] })
export class HealthModule {}
