import type { ChannelType } from '@parley/contracts';
import { z } from 'zod';
import { assertNever } from '../../../kernel/index.js';

const emailSchema = z.email().max(254);
/** A member id as Slack writes it (U or W, then letters and digits), behind that of the workspace where it is known. */
const SLACK_MEMBER = /^([te][a-z0-9]{4,30}\/)?[uw][a-z0-9]{4,30}$/;

export type AddressCheck = { ok: true; address: string } | { ok: false; problem: string };

/** An address as it is stored and compared: trimmed, in lower case, and one that its channel could have. */
export const checkAddress = (type: Exclude<ChannelType, 'WEB'>, given: string): AddressCheck => {
  const address = given.trim().toLowerCase();
  switch (type) {
    case 'EMAIL':
      return emailSchema.safeParse(address).success
        ? { ok: true, address }
        : { ok: false, problem: 'is not a mail address such as mira@example.org' };
    case 'SLACK':
      return SLACK_MEMBER.test(address)
        ? { ok: true, address }
        : { ok: false, problem: 'is not a Slack member ID such as U024BE7LH' };
    default:
      return assertNever(type);
  }
};
