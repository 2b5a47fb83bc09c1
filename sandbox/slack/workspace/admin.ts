import type { Slack } from '../core.js';
import type { Channel, JsonObject, Member } from '../model.js';
import { DEFAULT_TEAM, newMember } from '../store/seed.js';
import type { SlackAdmin } from '../types.js';
import { leave } from './channels.js';
import { revokeToken, uninstall } from './installations.js';

/** What may change in a workspace without the app's doing. Throws for ids that are not there. */
export class Admin implements SlackAdmin {
  constructor(private readonly slack: Slack) {}

  revokeToken(teamId: string): void {
    revokeToken(this.slack, teamId);
  }

  uninstall(teamId: string): void {
    uninstall(this.slack, teamId);
  }

  setScopes(teamId: string, scopes: readonly string[]): void {
    const installation = this.slack.store.installation(teamId);
    if (!installation) throw new Error(`the app is not installed in ${teamId}`);
    installation.scopes = [...scopes];
    this.slack.store.changed();
  }

  disableTeam(teamId: string, disabled: boolean): void {
    const team = this.slack.store.team(teamId);
    if (!team) throw new Error(`no workspace ${teamId}`);
    team.disabled = disabled;
    this.slack.store.changed();
  }

  hire(teamId: string, name: string): Member {
    const { store } = this.slack;
    if (!store.team(teamId)) throw new Error(`no workspace ${teamId}`);
    const member = newMember(teamId, store.newId('U'), name);
    store.data.members.push(member);
    const general = store.data.channels.find(({ team_id, name }) => team_id === teamId && name === 'general');
    general?.members.push(member.id);
    store.changed({ users: [member.id] });
    return member;
  }

  deactivate(userId: string, deactivated: boolean): void {
    this.member(userId).deleted = deactivated;
    this.slack.store.changed({ users: [userId] });
  }

  archive(channelId: string, archived: boolean): void {
    this.channel(channelId).is_archived = archived;
    this.slack.store.changed({ channels: [channelId] });
  }

  closeDm(userId: string): void {
    const { team_id } = this.member(userId);
    const im = this.slack.store.im(userId, this.slack.store.installation(team_id)?.bot_user_id ?? '');
    if (!im) throw new Error(`no direct conversation with ${userId}`);
    im.is_closed = true;
    this.slack.store.changed({ channels: [im.id], users: [userId] });
  }

  removeFromChannel(channelId: string, userId: string): void {
    leave(this.slack, this.channel(channelId), userId);
  }

  limitRate(on: boolean): void {
    this.slack.store.data.settings.limitRate = on;
    this.slack.store.changed();
  }

  /** https://docs.slack.dev/reference/events/app_rate_limited: it comes in no event envelope, so over HTTP only. */
  sendAppRateLimited(teamId: string): void {
    const { verificationToken: token, appId: api_app_id } = this.slack.app;
    const minute_rate_limited = Math.floor(Date.now() / 60_000) * 60;
    const payload = { type: 'app_rate_limited', token, team_id: teamId, api_app_id, minute_rate_limited };
    this.slack.courier.bare(teamId, payload);
  }

  sendEvent(event: JsonObject, teamId = DEFAULT_TEAM): string {
    if (typeof event?.type !== 'string') throw new Error('event.type must be a string');
    const bot = this.slack.store.installation(teamId)?.bot_user_id ?? null;
    return this.slack.courier.rawEvent(teamId, event, bot);
  }

  redeliver(eventId: string): void {
    this.slack.courier.redeliver(eventId);
  }

  dropSockets(): void {
    this.slack.sockets.drop();
  }

  refreshSockets(reason: 'warning' | 'refresh_requested' | 'link_disabled'): void {
    this.slack.sockets.refresh(reason);
  }

  setSubscriptions(types: readonly string[]): void {
    this.slack.store.data.subscriptions = [...types];
    this.slack.store.changed();
  }

  private member(id: string): Member {
    const member = this.slack.store.member(id);
    if (!member) throw new Error(`no member ${id}`);
    return member;
  }

  private channel(id: string): Channel {
    const channel = this.slack.store.channel(id);
    if (!channel) throw new Error(`no channel ${id}`);
    return channel;
  }
}
