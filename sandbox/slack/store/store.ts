import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Channel, Member, Message } from '../model.js';
import type { InstallationRecord, SlackData, TeamRecord } from './data.js';
import { seed } from './seed.js';

/** Whom a change concerns. */
export interface Change {
  channels?: readonly string[];
  users?: readonly string[];
}

const SAVE_AFTER_MS = 150;
/** Of the time, writing a large state again and again may take a tenth. */
const SAVE_PAUSE = 9;

/** The state of the sandbox and its snapshot. Everybody reads and writes `data` directly and says `changed` afterwards. */
export class Store {
  readonly data: SlackData;
  private readonly file: string | undefined;
  private readonly listeners = new Set<(change: Change) => void>();
  private timer: NodeJS.Timeout | undefined;
  private saveTook = 0;

  constructor(folder: string | undefined) {
    if (folder !== undefined) mkdirSync(folder, { recursive: true });
    this.file = folder && join(folder, 'snapshot.json');
    this.data =
      this.file && existsSync(this.file) ? (JSON.parse(readFileSync(this.file, 'utf8')) as SlackData) : seed();
  }

  changed(change: Change = {}): void {
    for (const listener of this.listeners) listener(change);
    if (this.file !== undefined)
      this.timer ??= setTimeout(() => this.save(), Math.max(SAVE_AFTER_MS, this.saveTook * SAVE_PAUSE));
  }

  onChange(listener: (change: Change) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Whole or not at all: a reader never sees half a file. */
  save(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.file === undefined) return;
    const started = Date.now();
    writeFileSync(`${this.file}.new`, JSON.stringify(this.data));
    renameSync(`${this.file}.new`, this.file);
    this.saveTook = Date.now() - started;
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
