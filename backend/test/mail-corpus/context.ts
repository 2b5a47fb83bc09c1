import type { MailContext } from '../../src/modules/channels/email/reading/understand-mail.js';
import { AUTHSERV, MARKER_HEADER, OWN_ADDRESS, QUESTION, SENTINEL } from './world.js';

/** What Parley knows of itself when it reads the corpus. */
export const CONTEXT: MailContext = {
  own: { address: OWN_ADDRESS, markerHeader: MARKER_HEADER },
  trust: { authserv: AUTHSERV, ownDomains: ['mail.example'] },
  sentinel: SENTINEL,
  ownLines: QUESTION,
};
