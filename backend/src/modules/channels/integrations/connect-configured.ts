import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { ConnectConfiguredGmail } from './gmail/connect-configured-gmail.js';
import type { ConfiguredConnection } from './integration-kind.js';
import { ConnectConfiguredSlack } from './slack/connect-configured-slack.js';

const AGAIN_MS = 15_000;

/** At start: what the environment names is connected. Who is away at that moment is asked again, and nothing else waits for it. */
@Injectable()
export class ConnectConfigured implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('Integrations');
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly all: readonly ConfiguredConnection[];

  constructor(slack: ConnectConfiguredSlack, gmail: ConnectConfiguredGmail) {
    this.all = [slack, gmail];
  }

  async onApplicationBootstrap(): Promise<void> {
    await Promise.all(this.all.map((one) => this.connect(one)));
  }

  onApplicationShutdown(): void {
    for (const timer of this.timers) clearTimeout(timer);
  }

  private async connect(one: ConfiguredConnection): Promise<void> {
    if ((await one.connect()) === 'done') return;
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      this.connect(one).catch((error: Error) => this.log.error(`not connected: ${error.message}`));
    }, AGAIN_MS);
    this.timers.add(timer);
  }
}
