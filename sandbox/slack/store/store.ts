import { randomBytes } from 'node:crypto';
import { Snapshot } from '../../kit/index.js';
import type { Channel, Member, Message } from '../model.js';
import type { InstallationRecord, SlackData, TeamRecord } from './data.js';
import { seed } from './seed.js';

/** Whom a change concerns. */
export interface Change {
  channels?: readonly string[];
  users?: readonly string[];
}

/** The state of the sandbox. Everybody reads and writes `data` directly and says `changed` afterwards. */
export class Store {
  readonly data: SlackData;
  private readonly snapshot: Snapshot<SlackData>;
  private readonly listeners = new Set<(change: Change) => void>();

  constructor(folder: string | undefined) {
    this.snapshot = new Snapshot<SlackData>(folder);
    this.data = this.snapshot.read() ?? seed();
  }

  changed(change: Change = {}): void {
    for (const listener of this.listeners) listener(change);
    this.snapshot.soon(this.data);
  }

  onChange(listener: (change: Change) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  save(): void {
    this.snapshot.write(this.data);
  }

  /** Slack's ids of messages are times in microseconds, and no two are equal. */
  nextTs(): string {
    this.data.lastTs = Math.max(Date.now() * 1_000, this.data.lastTs + 1);
    const micros = String(this.data.lastTs);
    return `${micros.slice(0, -6)}.${micros.slice(-6)}`;
  }

  newId(prefix: string): string {
    this.data.lastId += 1;
    const unique = this.data.lastId.toString(36).padStart(4, '0');
    return `${prefix}0${unique}${randomBytes(2).toString('hex')}`.toUpperCase().replace(/^EV/, 'Ev');
  }

  team(id: string): TeamRecord | undefined {
    return this.data.teams.find((team) => team.id === id);
  }

  member(id: string): Member | undefined {
    return this.data.members.find((member) => member.id === id);
  }

  channel(id: string): Channel | undefined {
    return this.data.channels.find((channel) => channel.id === id);
  }

  messages(channelId: string): Message[] {
    this.data.messages[channelId] ??= [];
    return this.data.messages[channelId];
  }

  message(channelId: string, ts: string): Message | undefined {
    return this.data.messages[channelId]?.findLast((message) => message.ts === ts);
  }

  installation(teamId: string): InstallationRecord | undefined {
    return this.data.installations.find((entry) => entry.team_id === teamId);
  }

  /** The direct conversation of two members. */
  im(one: string, other: string): Channel | undefined {
    return this.data.channels.find(
      ({ kind, members }) => kind === 'im' && members.includes(one) && members.includes(other),
    );
  }
}
