import type { Channel, EphemeralMessage, Member, Message, Team, View } from '../model.js';
import type { SlackConnection } from '../types.js';

export interface TeamRecord extends Team {
  disabled: boolean;
}

export interface InstallationRecord {
  team_id: string;
  bot_token: string;
  bot_user_id: string;
  bot_id: string;
  scopes: string[];
  installed_by: string;
}

/** A modal or home tab, and whose it is. */
export interface OpenView {
  user: string;
  view: View;
}

export interface ResponseUrl {
  team_id: string;
  channel: string;
  user: string;
  /** The message it belongs to; none for a command. */
  ts: string | null;
  ephemeral: boolean;
  expires: number;
  uses: number;
}

/** All that outlives a restart. */
export interface SlackData {
  version: 1;
  teams: TeamRecord[];
  members: Member[];
  channels: Channel[];
  /** By channel, oldest first. */
  messages: Record<string, Message[]>;
  ephemerals: EphemeralMessage[];
  installations: InstallationRecord[];
  /** Tokens that were good once, and why they are not any more. */
  deadTokens: Record<string, 'token_revoked' | 'account_inactive'>;
  /** Modals; of one person the one on top last. */
  views: OpenView[];
  homes: OpenView[];
  responseUrls: Record<string, ResponseUrl>;
  connection: SlackConnection | null;
  subscriptions: string[];
  settings: { limitRate: boolean };
  lastTs: number;
  lastId: number;
}
