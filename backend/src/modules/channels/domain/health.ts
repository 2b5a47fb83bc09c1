import type { ChannelStatus, ChannelType } from '@parley/contracts';
import { assertNever } from '../../../kernel/index.js';
import { CHANNEL_NAMES, capitalised } from './card-words.js';
import type { DeliveryFailure, DeliveryResult } from './channel-adapter.js';
import { oneLine } from './visible-text.js';

/** Whether a verified address can be used, and if not quite, why. */
export interface Health {
  status: Exclude<ChannelStatus, 'UNVERIFIED'>;
  problem: string | null;
}

/**
 * What one send tells about the address. Null: nothing, since what passes by itself, or concerns this one message, says
 * nothing about the next. A lost permission is the installation's, and may come back: it is still tried. An address that
 * is gone is not asked any more, until a test message arrives.
 */
export const healthAfter = (type: ChannelType, result: DeliveryResult): Health | null => {
  if (result.ok) return { status: 'ACTIVE', problem: null };
  if (result.kind === 'unauthorized') return { status: 'DEGRADED', problem: failureWords(type, result) };
  if (result.kind === 'not_found') return { status: 'DISCONNECTED', problem: failureWords(type, result) };
  return null;
};

/** What went wrong, and what to do about it, for the person whose channel it is. */
export const failureWords = (type: ChannelType, { kind, message, retryAfterMs }: DeliveryFailure): string => {
  const name = capitalised(CHANNEL_NAMES[type]);
  switch (kind) {
    case 'rate_limited':
      return `${name} wants a pause. Try again ${retryAfterMs ? `in ${Math.ceil(retryAfterMs / 1_000)} s` : 'in a minute'}.`;
    case 'transient':
      return `${name} has a problem of its own at the moment. Try again soon.`;
    case 'unauthorized':
      return `${name} does not let Parley send any more. An administrator has to connect it again.`;
    case 'not_found':
      return `${name} knows no such address any more. Check it, or remove it and add it again.`;
    case 'rejected':
      return `${name} refused the message: ${oneLine(message, 200)}`;
    case 'unknown_outcome':
      return `${name} did not confirm in time. Look there whether it arrived before you try again.`;
    default:
      return assertNever(kind);
  }
};
