import type { GoogleSettings } from '../../../config/index.js';

export const EMAIL_INGRESS = Symbol('EMAIL_INGRESS');

/** What the way in from Gmail needs of the configuration. */
export interface EmailIngressSettings {
  google: GoogleSettings;
  /** Where people reach the web app, without a trailing slash. */
  publicUrl: string;
}
