import type { MailClass, SenderVerdict } from '../../src/modules/channels/email/domain/index.js';

/** What a mail of the corpus has to be read as. `text` is exact; undefined: this mail is not about its text. */
export interface Expected {
  kind: MailClass;
  verdict: SenderVerdict;
  text?: string;
  inline?: boolean;
  /** Nothing of this may be in the text. */
  without?: string;
  /** Of a bounce. */
  recipient?: string;
}

/** `tuned`: looked at while the reader was written. `held-out`: written before and scored once before anything was changed. */
export type Group = 'tuned' | 'held-out' | 'hand';

export interface MailCase {
  group: Group;
  name: string;
  raw: () => Promise<Buffer>;
  expected: Expected;
}
