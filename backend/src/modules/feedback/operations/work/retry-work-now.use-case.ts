import { Injectable } from '@nestjs/common';
import type { FailedWork } from '@parley/contracts';
import { notFound } from '../../../../kernel/index.js';
import { JobDispatcher, Outbox } from '../../../../platform/queue/index.js';
import { OpenWorkRepository } from './open-work.repository.js';

/** An operator who has mended the cause does not wait for the pause to end. */
@Injectable()
export class RetryWorkNow {
  constructor(
    private readonly open: OpenWorkRepository,
    private readonly dispatcher: JobDispatcher,
    private readonly outbox: Outbox,
  ) {}

  /** @throws DomainError not_found: it does not wait any more */
  async execute(kind: FailedWork['kind'], id: string): Promise<void> {
    if (!(await this.open.makeDue(kind, id))) throw notFound('waiting try');
    if (kind === 'job') this.outbox.relaySoon();
    else this.dispatcher.enqueue('deliver', { attemptId: id });
  }
}
