import type { GoogleSettings, SlackSettings } from '../../config/index.js';

export const CHANNEL_SETTINGS = Symbol('CHANNEL_SETTINGS');

/** What this module needs of the configuration. */
export interface ChannelSettings {
  /** Keys of what only the server may compute. */
  tokenSecret: string;
  /** Keys that seal what is secret in the database: the first one seals, every one opens. */
  encryptionKeys: readonly string[];
  /** Where people reach the web app, without a trailing slash. */
  publicUrl: string;
  /** Parley as an app of Slack; undefined: it is none. */
  slack: SlackSettings | undefined;
  /** Parley as an app of Google; undefined: it is none. */
  google: GoogleSettings | undefined;
}
