import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { ConnectConfiguredGmail } from './gmail/connect-configured-gmail.js';
import type { ConfiguredConnection } from './integration-kind.js';
import { ConnectConfiguredSlack } from './slack/connect-configured-slack.js';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;

/**
 * At start: what the environment names is connected. The start waits for one try at each; whatever was away then, the other side or
 * our own database, is tried again until it is done.
 */
@Injectable()
export class ConnectConfigured implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('Integrations');
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly all: readonly ConfiguredConnection[];
  private stopping = false;

  constructor(slack: ConnectConfiguredSlack, gmail: ConnectConfiguredGmail) {
    this.all = [slack, gmail];
  }

  async onApplicationBootstrap(): Promise<void> {
    await Promise.all(this.all.map((one) => this.connect(one, FIRST_PAUSE_MS)));
  }

  onApplicationShutdown(): void {
    this.stopping = true;
    for (const timer of this.timers) clearTimeout(timer);
  }

  private async connect(one: ConfiguredConnection, pauseMs: number): Promise<void> {
    if ((await this.try(one)) === 'done' || this.stopping) return;
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      void this.connect(one, Math.min(2 * pauseMs, LONGEST_PAUSE_MS));
    }, pauseMs);
    this.timers.add(timer);
  }

  private async try(one: ConfiguredConnection): Promise<'done' | 'later'> {
    try {
      return await one.connect();
    } catch (error) {
      this.log.error(`not connected, and tried again soon: ${String(error)}`);
      return 'later';
    }
  }
}
