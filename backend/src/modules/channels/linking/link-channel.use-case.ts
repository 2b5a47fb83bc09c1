import { Inject, Injectable } from '@nestjs/common';
import type { Channel, ChannelLink } from '@parley/contracts';
import { z } from 'zod';
import { DomainError } from '../../../kernel/index.js';
import { Passes } from '../../../platform/crypto/index.js';
import type { Principal } from '../../auth/index.js';
import { MAX_CHANNELS } from '../addresses/add-channel.use-case.js';
import { ChannelRepository } from '../addresses/channel.repository.js';
import { type ChannelRow, toAddress, toChannel } from '../addresses/channel-row.js';
import { DirectLine } from '../addresses/direct-line.js';
import { ChannelChanges } from '../channel-changes.js';
import { CHANNEL_SETTINGS, type ChannelSettings } from '../channel-settings.js';
import { SlackDesk } from '../integrations/slack/slack-desk.js';
import { StoredSlackInstallations } from '../integrations/slack/stored-slack-installations.js';
import { slackAddress } from '../slack/domain/slack-address.js';
import type { SlackInstallation } from '../slack/slack-installations.js';

export const LINK_LIFE_MS = 15 * 60_000;
const PASS = 'slack-link';

const memberSchema = z.object({ teamId: z.string(), userId: z.string() });
type Member = z.infer<typeof memberSchema>;

/**
 * Joins a Slack member to an account (SLK-4). Slack has proven who asked for the link, since only they saw it; signing in
 * proves whose account it is; and the person is shown both before they are joined: somebody may have been sent another's link.
 */
@Injectable()
export class LinkChannel {
  constructor(
    private readonly repository: ChannelRepository,
    private readonly installations: StoredSlackInstallations,
    private readonly desk: SlackDesk,
    private readonly passes: Passes,
    private readonly line: DirectLine,
    private readonly changes: ChannelChanges,
    @Inject(CHANNEL_SETTINGS) private readonly settings: ChannelSettings,
  ) {}

  /** The page that joins this member. For their eyes only. */
  urlFor(member: Member): string {
    return `${this.settings.publicUrl}/settings/channels?link=${this.passes.issue(PASS, member, LINK_LIFE_MS)}`;
  }

  /** @throws DomainError code_expired, channel_unavailable, forbidden */
  async show(user: Principal, token: string): Promise<ChannelLink> {
    const { member, installation } = await this.read(user, token);
    const { name, email } = await this.desk.member(installation.botToken, member.userId).catch(() => unavailable());
    const owner = await this.repository.ownerOf('SLACK', addressOf(member));
    const state = owner === null ? 'free' : owner === user.userId ? 'yours' : 'taken';
    return { type: 'SLACK', address: addressOf(member), name, email, workspace: installation.teamName, state };
  }

  /** Again is as once. @throws DomainError code_expired, channel_unavailable, address_taken, too_many_channels, forbidden */
  async execute(user: Principal, token: string): Promise<Channel> {
    const { member, installation } = await this.read(user, token);
    const address = addressOf(member);
    const before = await this.repository.ownerOf('SLACK', address);
    const row = await this.add(user.userId, address, member, installation);
    this.changes.tell(user.userId);
    if (before !== user.userId) await this.confirm(row);
    return toChannel(row);
  }

  private async read(user: Principal, token: string): Promise<{ member: Member; installation: SlackInstallation }> {
    if (user.credential !== 'login') throw new DomainError('forbidden', 'Only a signed-in person can link channels.');
    const member = memberSchema.safeParse(this.passes.read(PASS, token)).data;
    if (!member)
      throw new DomainError(
        'code_expired',
        'This link no longer counts. Write "/parley link" in Slack to get another one.',
      );
    const installation = await this.installations.forTeam(member.teamId);
    return { member, installation: installation ?? unavailable() };
  }

  private async add(
    userId: string,
    address: string,
    { userId: memberId }: Member,
    { integrationId, teamName, botToken }: SlackInstallation,
  ): Promise<ChannelRow> {
    const { name } = await this.desk.member(botToken, memberId).catch(() => unavailable());
    const label = `${name} (${teamName})`;
    const added = await this.repository.add(
      userId,
      { type: 'SLACK', address, integrationId, label, proven: true },
      MAX_CHANNELS,
    );
    if (added.kind === 'full')
      throw new DomainError('too_many_channels', `You have ${MAX_CHANNELS} channels, and there is no room for more.`);
    if (added.kind === 'taken')
      throw new DomainError('address_taken', 'Somebody else here is linked to this Slack account already.');
    return added.row;
  }

  /** Who asked for the link sees whose account it was joined to. */
  private async confirm(row: ChannelRow): Promise<void> {
    const account = await this.repository.accountOf(row.userId);
    if (!account) return;
    await this.line.say(
      toAddress(row),
      `You are linked to the Parley account of ${account.name} (${account.email}): their agents ask you here from now on, and what ` +
        `you write to me goes to their agents. If this is not your account, remove the link at ${this.settings.publicUrl}/settings/channels ` +
        'or tell an administrator.',
    );
  }
}

const addressOf = ({ teamId, userId }: Member): string => slackAddress(teamId, userId);

const unavailable = (): never => {
  throw new DomainError('channel_unavailable', 'Slack could not be asked who that is. Try again in a minute.');
};
