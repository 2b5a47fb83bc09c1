import { Injectable } from '@nestjs/common';
import { JobDispatcher, Outbox } from '../../platform/queue/index.js';
import { SessionFeed } from '../sessions/index.js';
import type { Settled } from './settle.repository.js';

/** After the commit that settled a request: tell the pages, wake the run, have the cards elsewhere rewritten. */
@Injectable()
export class SettledAnnouncer {
  constructor(
    private readonly feed: SessionFeed,
    private readonly dispatcher: JobDispatcher,
    private readonly outbox: Outbox,
  ) {}

  announce({ events, wokenRun, toClose }: Settled): void {
    this.feed.publish(...events);
    if (wokenRun) this.dispatcher.kick('advance-run', { runId: wokenRun });
    if (toClose) this.outbox.relaySoon();
  }
}
