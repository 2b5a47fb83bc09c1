import type { SlackSettings } from '../../../config/index.js';

export const SLACK_INGRESS = Symbol('SLACK_INGRESS');

/** What the way in from Slack needs of the configuration. */
export interface SlackIngressSettings {
  slack: SlackSettings;
  /** Where people reach the web app, without a trailing slash. */
  publicUrl: string;
  /** Does this process take what comes in? One that only works leaves the few connections that Slack allows to the others. */
  listens: boolean;
}
