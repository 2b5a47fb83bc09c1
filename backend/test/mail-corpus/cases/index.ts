import type { MailCase } from '../mail-case.js';
import { charsetCases } from './charsets.js';
import { classCases } from './classes.js';
import { gridCases } from './grid.js';
import { replyCases } from './replies.js';
import { heldOutReplyCases } from './replies-held-out.js';
import { senderCases } from './senders.js';

/** The whole table. */
export const CASES: readonly MailCase[] = [
  ...gridCases,
  ...replyCases,
  ...heldOutReplyCases,
  ...classCases,
  ...senderCases,
  ...charsetCases,
];
