import { Inject, Injectable } from '@nestjs/common';
import type { PreferredChannel } from '@parley/contracts';
import { assertNever } from '../../../../kernel/index.js';
import { LINK_LIFE_MS, LinkChannel, ListChannels, slackAddress } from '../../../channels/index.js';
import { ListRequests } from '../../../feedback/index.js';
import { ListUserSessions } from '../../../sessions/index.js';
import { InboundRepository, type Sender } from '../../inbound/inbound.repository.js';
import { RunCommand } from '../../run-command.use-case.js';
import { readParleyCommand } from '../domain/parley-command.js';
import { SLACK_INGRESS, type SlackIngressSettings } from '../slack-settings.js';
import { CardLinks } from './card-links.js';
import { HELP, inboxWords, linkWords, statusWords, switchWords, usage } from './parley-words.js';
import { SlackPlacesRepository } from './slack-places.repository.js';

export interface Typed {
  teamId: string;
  userId: string;
  /** Where it was typed. */
  channel: string;
  text: string;
}

const LATEST = 5;
const MAX_OPEN = 100;

/** `/parley`: answered at once, for the eyes of who typed it (SLK-4). */
@Injectable()
export class AnswerCommand {
  constructor(
    private readonly inbound: InboundRepository,
    private readonly requests: ListRequests,
    private readonly sessions: ListUserSessions,
    private readonly channels: ListChannels,
    private readonly places: SlackPlacesRepository,
    private readonly links: CardLinks,
    private readonly linking: LinkChannel,
    private readonly commands: RunCommand,
    @Inject(SLACK_INGRESS) private readonly settings: SlackIngressSettings,
  ) {}

  /** @returns mrkdwn */
  async execute(typed: Typed): Promise<string> {
    const command = readParleyCommand(typed.text);
    if (command.kind === 'help') return HELP;
    if (command.kind === 'usage') return usage(command.text);
    const { teamId, userId } = typed;
    if (command.kind === 'link') return linkWords(this.linking.urlFor({ teamId, userId }), LINK_LIFE_MS / 60_000);
    const sender = await this.inbound.sender('SLACK', slackAddress(teamId, userId));
    if (!sender) return NOBODY;
    switch (command.kind) {
      case 'status':
        return this.status(sender);
      case 'inbox':
        return this.inbox(sender);
      case 'switch':
        return this.switchTo(command.channel, sender, typed);
      default:
        return assertNever(command);
    }
  }

  private async status({ person }: Sender): Promise<string> {
    const [{ items: sessions }, open, { items: channels }] = await Promise.all([
      this.sessions.execute(person.id, { status: 'ACTIVE', limit: LATEST }),
      this.openTo(person.id),
      this.channels.execute(person.id),
    ]);
    return statusWords({ sessions, open: open.length, channels }, this.settings.publicUrl);
  }

  private async inbox({ person, channelId }: Sender): Promise<string> {
    const open = await this.openTo(person.id);
    const links = await this.links.of(
      channelId,
      open.slice(0, LATEST).map(({ id }) => id),
    );
    const lines = open.map((request) => ({ request, permalink: links.get(request.id) ?? null }));
    return inboxWords(lines, this.settings.publicUrl);
  }

  /**
   * A slash command does not say in which thread it was typed: the latest conversation of this place is meant, else the latest
   * of all, and it is named.
   */
  private async switchTo(
    channel: PreferredChannel,
    { person }: Sender,
    { teamId, channel: place }: Typed,
  ): Promise<string> {
    const session =
      (await this.places.latestSession(person.id, teamId, place)) ??
      (await this.sessions.execute(person.id, { status: 'ACTIVE', limit: 1 })).items[0];
    if (!session) return NO_SESSION;
    const context = { sessionId: session.id, person, from: 'SLACK' as const, request: undefined };
    const { text } = await this.commands.execute({ kind: 'switch', channel }, context);
    return switchWords(session.title, text);
  }

  /** A notice wants no answer. */
  private async openTo(assigneeId: string) {
    const open = await this.requests.execute({ assigneeId, status: 'PENDING', limit: MAX_OPEN });
    return open.filter(({ question }) => question.type !== 'NOTICE');
  }
}

const NOBODY = 'I do not know whose account you are. `/parley link` joins this Slack account to your Parley account.';
const NO_SESSION = 'You have no conversation yet. Write to me, or begin one in the web app.';
