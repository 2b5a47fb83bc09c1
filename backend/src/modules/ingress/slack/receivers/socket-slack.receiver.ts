import { SocketModeClient } from '@slack/socket-mode';
import { sdkLogger, slackClientOptions } from '../../../channels/index.js';
import { SlackIntake } from './slack-intake.js';
import { type Envelope, SocketLine } from './socket-line.js';

/** While one connection is replaced the other one hears. Slack allows ten, over all processes. */
const LINES = 2;

/** Events over Socket Mode: no public address is needed. What cannot be kept is not acknowledged, and comes again. */
export class SocketSlackReceiver extends SlackIntake {
  private readonly lines: SocketLine[];
  private hearing = 0;
  /** Since when no line heard anything. */
  private deafSince: Date | undefined;

  constructor(appToken: string, apiUrl: string | undefined) {
    super();
    const newClient = () =>
      new SocketModeClient({
        ...{ appToken, logger: sdkLogger('Slack'), autoReconnectEnabled: false },
        clientOptions: slackClientOptions(apiUrl, 10_000),
      });
    const [handle, hears] = [(envelope: Envelope) => this.handle(envelope), (does: boolean) => this.count(does)];
    this.lines = Array.from({ length: LINES }, () => new SocketLine(newClient, handle, hears));
  }

  /** Slack may be away now: the lines keep trying. */
  async start(): Promise<void> {
    for (const line of this.lines) line.start();
  }

  async stop(): Promise<void> {
    await Promise.all(this.lines.map((line) => line.stop()));
  }

  private count(does: boolean): void {
    this.hearing += does ? 1 : -1;
    if (this.hearing === 0) this.deafSince = new Date();
    if (!does || !this.deafSince) return;
    this.missed(this.deafSince);
    this.deafSince = undefined;
  }

  private async handle({ ack, body, retry_num: retryNum, retry_reason: retryReason }: Envelope): Promise<void> {
    try {
      const answer = await this.take({ body, retryNum, retryReason });
      await ack(typeof answer === 'object' && answer !== null ? (answer as Record<string, unknown>) : undefined);
    } catch (error) {
      this.log.warn(`not acknowledged: ${String(error)}`);
    }
  }
}
