import { Injectable } from '@nestjs/common';
import type { SessionEvent } from '@parley/contracts';
import { JobDispatcher, Outbox } from '../../platform/queue/index.js';
import { Metrics } from '../../platform/telemetry/index.js';
import { RunTaker } from '../agent-state/index.js';
import { SessionFeed } from '../sessions/index.js';
import type { Settled } from './settle.repository.js';

/** After the commit that settled a request: tell the pages, wake the run, have the cards elsewhere rewritten. */
@Injectable()
export class SettledAnnouncer {
  constructor(
    private readonly feed: SessionFeed,
    private readonly dispatcher: JobDispatcher,
    private readonly taker: RunTaker,
    private readonly outbox: Outbox,
    private readonly metrics: Metrics,
  ) {}

  announce({ events, wokenRun, taken, toClose }: Settled): void {
    // First of all: a run that was taken and not taken up is held from everybody.
    if (taken) this.taker.put(taken);
    if (wokenRun) this.dispatcher.kick('advance-run', { runId: wokenRun });
    this.feed.publish(...events);
    if (toClose) this.outbox.relaySoon();
    else this.countFirstRung(events);
  }

  /** It was asked nowhere but in the web app. Of the others `CloseRequest` tells which rung it was. */
  private countFirstRung(events: readonly SessionEvent[]): void {
    for (const event of events)
      if (event.type === 'feedback.settled' && event.payload.request.response)
        this.metrics.count('winningRung', { rung: '1', channel: 'web' });
  }
}
