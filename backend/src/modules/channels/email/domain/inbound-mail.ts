import { safeText, timestampSchema } from '@parley/contracts';
import { z } from 'zod';
import type { MailClass } from './classify/classify.js';
import type { SenderVerdict } from './sender/sender-verdict.js';

const CLASSES = [
  'reply',
  'new',
  'auto_reply',
  'bounce_hard',
  'bounce_soft',
  'list',
  'receipt',
  'calendar',
  'own',
  'challenge',
] as const satisfies readonly MailClass[];

const VERDICTS = ['pass', 'fail', 'none'] as const satisfies readonly SenderVerdict[];

/** As long as a mail makes it: nothing that a person wrote is turned away for its length. */
const words = safeText(1_000_000, 0);
const id = safeText(300);

/** A mail as it was read, with what its token names. Plain JSON: what {@link readInboundMail} judges. */
export const inboundMailSchema = z.strictObject({
  /** Ours, in lower case. */
  mailbox: safeText(320),
  /** Of `inbound_mail`. */
  mailId: id,
  /** Gmail's, in our mailbox. */
  gmailId: id,
  threadId: id,
  labelIds: z.array(words),
  /** When Gmail took it in. */
  writtenAt: timestampSchema,
  /** When it was written, as it says itself, in whatever form: it stays the same when a mail arrives twice. */
  date: words.nullable(),
  /** In lower case; null when there is not exactly one. */
  from: safeText(320).nullable(),
  messageId: words.nullable(),
  class: z.enum(CLASSES),
  classReason: words,
  verdict: z.enum(VERDICTS),
  /** What the token of its address names or, of a mail that came back, its own mark. Null: nothing of ours. */
  attempt: z.strictObject({ id, address: safeText(320) }).nullable(),
  /** A token was there, and is none of ours. */
  badToken: z.boolean(),
  reply: z.strictObject({ text: words, confidence: z.enum(['high', 'low']), inline: z.boolean() }),
  subject: words,
  attachments: z.array(z.strictObject({ filename: words.nullable(), mimeType: words, size: z.number().nonnegative() })),
  /** Why nothing of it could be read; the rest is empty then. Null: it was read. */
  unreadable: words.nullable().default(null),
  bounce: z
    .strictObject({ recipient: words.nullable(), hard: z.boolean(), final: z.boolean(), reason: words })
    .nullable(),
});
export type InboundMail = z.input<typeof inboundMailSchema>;
