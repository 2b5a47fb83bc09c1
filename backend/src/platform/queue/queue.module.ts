import { Global, Inject, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { JobCatalogue } from './job-catalogue.js';
import { JobDispatcher } from './job-dispatcher.js';
import { JobQueue } from './job-queue.js';
import { Outbox } from './outbox.js';
import { QueueLook } from './queue-look.js';
import { QUEUE_SETTINGS, type QueueSettings } from './queue-settings.js';
import { Sweeper } from './sweeper.js';
import { WorkLedger } from './work-ledger.js';

@Global()
@Module({})
export class QueueModule implements OnApplicationBootstrap {
  constructor(
    @Inject(QUEUE_SETTINGS) private readonly settings: QueueSettings,
    private readonly catalogue: JobCatalogue,
    private readonly queue: JobQueue,
    private readonly outbox: Outbox,
    private readonly sweeper: Sweeper,
  ) {}

  static forRoot(settings: QueueSettings) {
    return {
      module: QueueModule,
      providers: [
        { provide: QUEUE_SETTINGS, useValue: settings },
        JobCatalogue,
        JobQueue,
        JobDispatcher,
        Outbox,
        QueueLook,
        Sweeper,
        WorkLedger,
      ],
      exports: [JobCatalogue, JobDispatcher, Outbox, QueueLook, Sweeper, WorkLedger],
    };
  }

  /** Last of all: recovery begins when every handler stands (a recoverer that starts early loses what it finds). */
  async onApplicationBootstrap(): Promise<void> {
    await this.queue.start();
    if (!this.settings.worker) return;
    this.catalogue.assertComplete();
    this.sweeper.register('outbox', () => this.outbox.relay());
    this.sweeper.start();
  }
}
