import type { Slack } from '../core.js';
import { actInMessage, actInView } from '../interactivity/actions.js';
import { runCommand } from '../interactivity/commands.js';
import { fillView } from '../interactivity/fill.js';
import { closeView, submitView } from '../interactivity/submit.js';
import { stackOf } from '../interactivity/views.js';
import type { Channel, Member, Message, View } from '../model.js';
import type { ActionInput, FormValues, SlackPerson } from '../types.js';
import { join, leave, openIm } from '../workspace/channels.js';
import { findEphemeral } from '../workspace/ephemerals.js';
import { changeMessage, removeMessage } from '../workspace/messages.js';
import { addReaction } from '../workspace/reactions.js';
import { openHome } from './home.js';
import { typed } from './typed-text.js';
import { namesFor, write } from './write.js';

/** Acts as a member of a workspace; throws where Slack's own screens would not let one. */
export class Person implements SlackPerson {
  readonly userId: string;
  readonly teamId: string;

  constructor(
    private readonly slack: Slack,
    private readonly member: Member,
  ) {
    this.userId = member.id;
    this.teamId = member.team_id;
  }

  async dm(text: string, threadTs?: string): Promise<Message> {
    return this.say(this.dmChannel(), text, threadTs);
  }

  dmChannel(): string {
    const bot = this.slack.store.member(this.slack.store.installation(this.teamId)?.bot_user_id ?? '');
    if (!bot) throw new Error(`the app is not installed in ${this.teamId}`);
    // Looking for it does not open one that was closed.
    return this.slack.store.im(bot.id, this.userId)?.id ?? openIm(this.slack, bot, this.member).channel.id;
  }

  async say(channel: string, text: string, threadTs?: string, how: { broadcast?: boolean } = {}): Promise<Message> {
    return write(this.slack, this.member, this.open(channel), text, { threadTs, broadcast: how.broadcast });
  }

  async upload(channel: string, name: string, text = '', threadTs?: string): Promise<Message> {
    const id = this.slack.store.newId('F');
    const file = { id, name, title: name, user: this.userId, mode: 'hosted', filetype: name.split('.').at(-1) ?? '' };
    return write(this.slack, this.member, this.open(channel), text, { threadTs, files: [file] });
  }

  async edit(channel: string, ts: string, text: string): Promise<Message> {
    const place = this.open(channel);
    const message = this.own(place, ts);
    changeMessage(this.slack, place, message, typed(text, namesFor(this.slack, this.member)), this.userId);
    return structuredClone(message);
  }

  async remove(channel: string, ts: string): Promise<void> {
    const place = this.open(channel);
    removeMessage(this.slack, place, this.own(place, ts));
  }

  async react(channel: string, ts: string, name: string): Promise<void> {
    const place = this.open(channel);
    addReaction(this.slack, { channel: place, message: this.message(place, ts), user: this.userId, name });
  }

  async click(channel: string, ts: string, actionId: string, input: ActionInput = {}) {
    const place = this.seen(channel);
    const message = findEphemeral(this.slack, channel, ts, this.userId) ?? this.message(place, ts);
    return actInMessage(this.slack, this.member, place, message, actionId, input);
  }

  async clickInView(viewId: string, actionId: string, input: ActionInput = {}) {
    return actInView(this.slack, this.member, this.view(viewId), actionId, input);
  }

  openView(): View | undefined {
    return structuredClone(stackOf(this.slack, this.userId).at(-1));
  }

  waitForView(timeoutMs = 3_000): Promise<View> {
    const open = this.openView();
    if (open) return Promise.resolve(open);
    return new Promise((resolve, reject) => {
      const stop = this.slack.store.onChange(() => {
        const view = this.openView();
        if (!view) return;
        clearTimeout(timer);
        stop();
        resolve(view);
      });
      const timer = setTimeout(() => {
        stop();
        reject(new Error(`no view opened for ${this.userId} within ${timeoutMs} ms`));
      }, timeoutMs);
    });
  }

  fill(viewId: string, values: FormValues): void {
    fillView(this.slack, this.view(viewId), this.userId, values);
  }

  async submit(viewId: string, values: FormValues = {}) {
    const view = this.view(viewId);
    fillView(this.slack, view, this.userId, values);
    return submitView(this.slack, this.member, view);
  }

  async closeView(viewId: string, how: { clear?: boolean } = {}): Promise<void> {
    await closeView(this.slack, this.member, this.view(viewId), how.clear ?? false);
  }

  async command(command: string, text: string, channel: string) {
    return runCommand(this.slack, this.member, this.open(channel), command, text);
  }

  async openHome(): Promise<View | undefined> {
    return openHome(this.slack, this.member, this.dmChannel());
  }

  async joinChannel(channel: string): Promise<void> {
    const place = this.slack.store.channel(channel);
    if (place?.team_id !== this.teamId || place.kind !== 'public') throw new Error(`cannot join ${channel}`);
    join(this.slack, place, this.userId);
  }

  async leaveChannel(channel: string): Promise<void> {
    leave(this.slack, this.open(channel), this.userId);
  }

  async invite(channel: string, userId: string): Promise<void> {
    const other = this.slack.store.member(userId);
    if (other?.team_id !== this.teamId || other.deleted) throw new Error(`no member ${userId}`);
    join(this.slack, this.open(channel), userId, this.userId);
  }

  messages(channel: string): Message[] {
    return structuredClone(this.slack.store.messages(this.seen(channel).id));
  }

  ephemerals() {
    return structuredClone(this.slack.store.data.ephemerals.filter(({ to }) => to === this.userId));
  }

  /** A channel one can see. */
  private seen(id: string): Channel {
    const channel = this.slack.store.channel(id);
    const isVisible = channel?.kind === 'public' || channel?.members.includes(this.userId);
    if (channel?.team_id !== this.teamId || !isVisible) throw new Error(`${this.userId} sees no channel ${id}`);
    return channel;
  }

  /** A channel one can write to. */
  private open(id: string): Channel {
    const channel = this.seen(id);
    if (this.member.deleted) throw new Error(`${this.userId} was deactivated`);
    if (channel.is_archived) throw new Error(`${id} is archived`);
    if (!channel.members.includes(this.userId)) throw new Error(`${this.userId} is not in ${id}`);
    return channel;
  }

  private message(channel: Channel, ts: string): Message {
    const message = this.slack.store.message(channel.id, ts);
    if (!message) throw new Error(`no message ${ts} in ${channel.id}`);
    return message;
  }

  private own(channel: Channel, ts: string): Message {
    const message = this.message(channel, ts);
    if (message.user !== this.userId) throw new Error(`message ${ts} is not by ${this.userId}`);
    return message;
  }

  private view(id: string): View {
    const own = [...this.slack.store.data.views, ...this.slack.store.data.homes].filter(
      ({ user }) => user === this.userId,
    );
    const found = own.find(({ view }) => view.id === id);
    if (!found) throw new Error(`${this.userId} has no view ${id} open`);
    return found.view;
  }
}
