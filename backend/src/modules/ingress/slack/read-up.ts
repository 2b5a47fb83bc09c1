import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import {
  InboundSink,
  SlackDesk,
  type SlackInstallation,
  type SlackWritten,
  StoredSlackInstallations,
} from '../../channels/index.js';
import { type OpenThread, SlackPlacesRepository } from './command/slack-places.repository.js';

/** Threads that are read in one go. Slack allows some fifty calls a minute; more than twenty at once go slowly. */
const MOST = 200;
const AT_ONCE = 20;
const BREATH_MS = 1_500;
/** Slack's clock and ours may differ, and what was on its way when it broke off counts too. */
const BEFORE_MS = 5 * 60_000;

/**
 * Reads, in the threads of open questions, what nobody told us of: Slack gave up on us while we were away, or left events out
 * (F33, F34). What was heard already is known again by its place, so reading it twice is reading it once. Nothing older than the
 * question: what people said to each other before is no word to an agent.
 */
@Injectable()
export class ReadUp {
  private readonly log = new Logger('Slack');
  private readonly stopping = new AbortController();

  constructor(
    private readonly places: SlackPlacesRepository,
    private readonly installations: StoredSlackInstallations,
    private readonly desk: SlackDesk,
    private readonly sink: InboundSink,
  ) {}

  /** In the background; what fails is told in the log. */
  begin(since: Date): void {
    this.run(since).catch((error: Error) => this.log.warn(`threads could not be read up: ${error.message}`));
  }

  /** Since something was last heard from Slack; if nothing ever was, since the questions were asked. */
  async beginWhereItEnded(): Promise<void> {
    this.begin((await this.places.lastHeard()) ?? new Date(0));
  }

  stop(): void {
    this.stopping.abort();
  }

  private async run(since: Date): Promise<void> {
    const missed = (since.getTime() - BEFORE_MS) / 1_000;
    const threads = await this.places.openThreads(MOST);
    for (const [index, thread] of threads.entries()) {
      if (index >= AT_ONCE) await pause(BREATH_MS, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      if (this.stopping.signal.aborted) return;
      const installation = await this.installations.forTeam(thread.team);
      const after = Number(thread.asked) > missed ? thread.asked : missed.toFixed(6);
      if (installation) await this.readOne(installation, thread, after);
    }
  }

  private async readOne(installation: SlackInstallation, thread: OpenThread, after: string): Promise<void> {
    try {
      const { written, more } = await this.desk.replies(installation.botToken, thread, after);
      for (const message of written) await this.sink.receive('SLACK', asEvent(installation, thread, message));
      if (more) this.log.warn(`the thread ${thread.threadTs} in ${thread.channel} is too long to be read up in whole`);
    } catch (error) {
      this.log.warn(`the thread ${thread.threadTs} in ${thread.channel} could not be read up: ${String(error)}`);
    }
  }
}

/** As Slack would have told it. */
const asEvent = ({ teamId, botUserId }: SlackInstallation, { channel }: OpenThread, message: SlackWritten) => ({
  type: 'event_callback',
  team_id: teamId,
  event_id: `read-up:${channel}:${message.ts}`,
  authorizations: [{ user_id: botUserId, is_bot: true }],
  event: { ...message, type: 'message', channel, channel_type: channel.startsWith('D') ? 'im' : 'channel' },
});
