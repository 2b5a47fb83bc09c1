import { Injectable, type OnModuleInit, Optional } from '@nestjs/common';
import { EventBus } from '../bus/index.js';
import { PgPool, ReservedPool } from '../prisma/index.js';
import { ProcessGauges } from '../processes/index.js';
import { RedisLink } from '../redis/index.js';
import { Metrics } from '../telemetry/index.js';

/** Tells what this process is connected to, and who is connected to it. */
@Injectable()
export class ConnectionMonitor implements OnModuleInit {
  constructor(
    private readonly metrics: Metrics,
    private readonly pool: PgPool,
    private readonly reserved: ReservedPool,
    private readonly bus: EventBus,
    private readonly gauges: ProcessGauges,
    @Optional() private readonly redis?: RedisLink,
  ) {}

  onModuleInit(): void {
    const pools = { work: this.pool, people: this.reserved };
    for (const pool of Object.values(pools)) pool.on('error', () => this.metrics.count('databaseLost', {}));
    this.bus.onLoss(() => this.metrics.count('busLosses', {}));
    this.metrics.onScrape(() => {
      for (const [name, pool] of Object.entries(pools)) this.showPool(name, pool);
      this.metrics.set('sockets', {}, this.gauges.read('sockets'));
      this.metrics.set('followedSessions', {}, this.gauges.read('sessions'));
      if (this.redis) this.metrics.set('redisUp', {}, this.redis.isUp ? 1 : 0);
    });
  }

  private showPool(name: string, { totalCount, idleCount, waitingCount }: PgPool): void {
    this.metrics.set('databaseConnections', { pool: name, state: 'busy' }, totalCount - idleCount);
    this.metrics.set('databaseConnections', { pool: name, state: 'idle' }, idleCount);
    this.metrics.set('databaseWaiting', { pool: name }, waitingCount);
  }
}
