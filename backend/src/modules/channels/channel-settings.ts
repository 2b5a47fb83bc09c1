export const CHANNEL_SETTINGS = Symbol('CHANNEL_SETTINGS');

/** What this module needs of the configuration. */
export interface ChannelSettings {
  /** Keys of what only the server may compute. */
  tokenSecret: string;
}
