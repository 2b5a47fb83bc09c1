import { Injectable, Logger } from '@nestjs/common';
import { DomainError } from '../../../kernel/index.js';
import { RateLimits } from '../../../platform/http/index.js';
import {
  type InboundEvent,
  LINK_LIFE_MS,
  LinkChannel,
  readSlackAddress,
  SlackDesk,
  type SlackInstallation,
  StoredSlackInstallations,
  slackThreadSchema,
} from '../../channels/index.js';

/** Where words for one person's eyes go. `threadTs`: where they look already. */
interface Spot {
  channel: string;
  user: string;
  threadTs: string | null;
}

/**
 * Somebody whom nobody here knows has written to us or pressed a button: they are told so, where only they see it, with the
 * way to link their account (SLK-4). A few times an hour, however much they write.
 */
@Injectable()
export class InviteStranger {
  private readonly log = new Logger('Slack');

  constructor(
    private readonly installations: StoredSlackInstallations,
    private readonly link: LinkChannel,
    private readonly desk: SlackDesk,
    private readonly limits: RateLimits,
  ) {}

  /** Never fails: the stranger's words changed nothing, whether or not they hear of it. */
  async execute(event: InboundEvent): Promise<void> {
    const who = readSlackAddress(event.address);
    const thread = slackThreadSchema.safeParse(event.thread).data;
    if (!who || !thread) return;
    try {
      const installation = await this.installations.forTeam(thread.team);
      if (!installation || !(await this.mayTell(event.address))) return;
      const begins = event.kind === 'text' && event.head === true;
      const spot = { channel: thread.channel, user: who.userId, threadTs: begins ? null : thread.threadTs };
      await this.tell(installation, spot, await this.words(who, event));
    } catch (error) {
      this.log.warn(`a stranger could not be told how to link their account: ${String(error)}`);
    }
  }

  private async mayTell(address: string): Promise<boolean> {
    try {
      await this.limits.enforce('channel-invite', address);
      return true;
    } catch (error) {
      if (error instanceof DomainError) return false;
      throw error;
    }
  }

  private async words(who: { teamId: string; userId: string }, event: InboundEvent): Promise<string> {
    const refusal =
      event.kind === 'answer'
        ? 'Nothing was changed: I do not know whose account you are.'
        : 'I do not know whose account you are yet.';
    // A guest of another workspace cannot prove to us who they are there.
    if (!(await this.installations.forTeam(who.teamId)))
      return `${refusal} Parley is not connected to your workspace, so you cannot answer here.`;
    const url = this.link.urlFor(who);
    return `${refusal} <${url}|Link your Parley account> within ${LINK_LIFE_MS / 60_000} minutes, then say it again. The link is for you alone.`;
  }

  private tell({ botToken }: SlackInstallation, { channel, user, threadTs }: Spot, text: string): Promise<void> {
    const place = { channel, text, ...(threadTs && { thread_ts: threadTs }) };
    return channel.startsWith('D') ? this.desk.post(botToken, place) : this.desk.whisper(botToken, { ...place, user });
  }
}
