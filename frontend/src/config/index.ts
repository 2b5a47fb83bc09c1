import type {
  CLOSE_CODES,
  MAX_MESSAGE_LENGTH as MaxMessageLength,
  MAX_WAIT_MS as MaxWait,
  MIN_WAIT_MS as MinWait,
  PROTOCOL_VERSION as Version,
} from '@parley/contracts';

// Values of the contract are repeated here and checked by type: importing them would put every schema in the first load.
export const PROTOCOL_VERSION: typeof Version = 1;
export const CLOSE_UNAUTHORIZED: (typeof CLOSE_CODES)['UNAUTHORIZED'] = 4401;
export const MAX_MESSAGE_LENGTH: typeof MaxMessageLength = 16_000;
export const MIN_WAIT_MS: typeof MinWait = 1_000;
export const MAX_WAIT_MS: typeof MaxWait = 7 * 24 * 3_600_000;
/** Longest time to a reminder. */
export const MAX_REMINDER_MINUTES = 10_080;

export const CLIENT_ID = 'parley-web';
/** A person notices a drop of the line only when it lasts (UI.md). */
export const QUIET_RECONNECT_MS = 2_000;
/** Shortest password the server accepts. */
export const MIN_PASSWORD_LENGTH = 10;
export const PAGE_SIZE = 100;
