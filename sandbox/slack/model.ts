/** What Slack keeps, under Slack's own names: these objects also travel over the wire. */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { [key: string]: Json };

export interface Team {
  id: string;
  name: string;
  domain: string;
}

export interface Member {
  id: string;
  team_id: string;
  name: string;
  real_name: string;
  /** People have one, bots have none. */
  email?: string;
  tz: string;
  tz_label: string;
  tz_offset: number;
  is_bot: boolean;
  deleted: boolean;
  /** A guest. */
  is_restricted: boolean;
  is_admin: boolean;
  bot_id?: string;
}

export interface Channel {
  id: string;
  team_id: string;
  /** '' for a direct conversation. */
  name: string;
  kind: 'public' | 'private' | 'im';
  members: string[];
  is_archived: boolean;
  created: number;
  creator: string;
  topic: string;
  purpose: string;
  /** im: closed by a member; nothing can be posted to it until it is opened again. */
  is_closed?: boolean;
}

export interface MessageMetadata {
  event_type: string;
  event_payload: JsonObject;
}

export interface Message {
  type: 'message';
  subtype?: string;
  ts: string;
  user: string;
  team: string;
  text: string;
  blocks?: JsonObject[];
  attachments?: JsonObject[];
  files?: JsonObject[];
  bot_id?: string;
  app_id?: string;
  bot_profile?: JsonObject;
  client_msg_id?: string;
  thread_ts?: string;
  parent_user_id?: string;
  reply_count?: number;
  reply_users_count?: number;
  reply_users?: string[];
  latest_reply?: string;
  metadata?: MessageMetadata;
  edited?: { user: string; ts: string };
  reactions?: { name: string; users: string[]; count: number }[];
}

/** Seen by one person only, gone from Slack's own history. */
export interface EphemeralMessage extends Message {
  channel: string;
  /** Who sees it. */
  to: string;
  is_ephemeral: true;
}

export interface View {
  id: string;
  team_id: string;
  type: 'modal' | 'home';
  title?: JsonObject;
  submit?: JsonObject;
  close?: JsonObject;
  blocks: JsonObject[];
  private_metadata: string;
  callback_id: string;
  external_id: string;
  state: { values: Record<string, Record<string, JsonObject>> };
  hash: string;
  clear_on_close: boolean;
  notify_on_close: boolean;
  root_view_id: string;
  previous_view_id: string | null;
  app_id: string;
  app_installed_team_id: string;
  bot_id: string;
}
