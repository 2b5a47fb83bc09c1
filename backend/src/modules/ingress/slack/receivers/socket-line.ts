import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { SocketModeClient } from '@slack/socket-mode';

/** What the client hands on of one envelope. */
export interface Envelope {
  ack: (response?: Record<string, unknown>) => Promise<void>;
  body: Record<string, unknown>;
  retry_num?: number;
  retry_reason?: string;
}

const HELLO_MS = 15_000;
/** How long the end of the process waits for Slack's side of the closing. */
const GOODBYE_MS = 1_000;
/** Slack usually keeps one for hours. */
const STEADY_MS = 5_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

/**
 * One connection of Socket Mode, kept up. The SDK's own reconnecting waits 5 s and more each time, and gives up for ever on a
 * single HTTP error; here a new connection is opened as soon as Slack says that the old one ends (F33).
 */
export class SocketLine {
  private readonly log = new Logger('Slack');
  private readonly stopping = new AbortController();
  private client: SocketModeClient | undefined;
  private running: Promise<void> | undefined;

  constructor(
    private readonly newClient: () => SocketModeClient,
    private readonly handle: (envelope: Envelope) => Promise<void>,
    /** Told when it hears, and when it does no more. */
    private readonly hears: (does: boolean) => void,
  ) {}

  start(): void {
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    const gone = Promise.all([this.client?.disconnect().catch(() => undefined), this.running]);
    await Promise.race([gone, pause(GOODBYE_MS, undefined, { ref: false })]);
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    for (let failures = 0; !signal.aborted; ) {
      const began = performance.now();
      try {
        await this.connection();
        // One that ended at once is followed by another not quite at once.
        failures = performance.now() - began < STEADY_MS ? 1 : 0;
      } catch (error) {
        failures++;
        if (!signal.aborted) this.log.warn(`Socket Mode: ${String(error ?? 'the connection was refused')}`);
      }
      await pause(pauseMs(failures), undefined, { signal }).catch(() => undefined);
    }
  }

  /** Resolves when it has ended or is about to. */
  private async connection(): Promise<void> {
    const client = this.newClient();
    this.client = client;
    const ended = new Promise<void>((resolve) => {
      client.once('disconnected', () => resolve());
      client.on('ws_message', (data: unknown) => isGoodbye(data) && resolve());
    });
    client.on('slack_event', (envelope: Envelope) => void this.handle(envelope));
    try {
      await Promise.race([client.start(), late(this.stopping.signal)]);
      this.hears(true);
      await ended;
      this.hears(false);
    } catch (error) {
      await client.disconnect().catch(() => undefined);
      throw error;
    }
  }
}

/** Even where nothing failed two connections do not come back in the same moment. */
const pauseMs = (failures: number): number => {
  if (failures === 0) return 0;
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1)) * (0.5 + Math.random() / 2);
};

const late = async (signal: AbortSignal): Promise<never> => {
  await pause(HELLO_MS, undefined, { signal, ref: false });
  throw new Error(`Slack did not say hello within ${HELLO_MS} ms.`);
};

const isGoodbye = (data: unknown): boolean => {
  if (typeof data !== 'string' || !data.includes('"disconnect"')) return false;
  try {
    return (JSON.parse(data) as { type?: unknown }).type === 'disconnect';
  } catch {
    return false;
  }
};
