export const GOOGLE_CONNECT = Symbol('GOOGLE_CONNECT');

/** What connecting a mailbox needs of the configuration. */
export interface GoogleConnectSettings {
  /** Where people reach the web app, without a trailing slash. */
  publicUrl: string;
}
