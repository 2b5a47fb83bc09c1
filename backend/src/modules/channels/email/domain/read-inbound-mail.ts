import { createHash } from 'node:crypto';
import { assertNever } from '../../../../kernel/index.js';
import type { InboundEvent } from '../../domain/channel-adapter.js';
import { oneLine } from '../../domain/visible-text.js';
import { fileWords } from './file-words.js';
import { type InboundMail, inboundMailSchema } from './inbound-mail.js';

/**
 * What a mail says, in the words of the core (EML-4). Nothing for what is neither from a person nor about a send of ours.
 * @throws ZodError when it is not what the reader hands over
 */
export const readInboundMail = (raw: unknown): InboundEvent[] => {
  const mail = inboundMailSchema.parse(raw);
  switch (mail.class) {
    case 'reply':
    case 'new':
      return [textOf(mail)];
    case 'auto_reply':
      return autoReplyOf(mail);
    case 'bounce_hard':
    case 'bounce_soft':
      return bounceOf(mail);
    // Between machines, or our own: never answered, never an answer.
    case 'own':
    case 'list':
    case 'receipt':
    case 'calendar':
    case 'challenge':
      return [];
    default:
      return assertNever(mail.class);
  }
};

const isBound = ({ attempt, from }: InboundMail): boolean => attempt !== null && attempt.address === from;

/** Gmail's own time of arrival is nobody's to choose; the time in the mail is. */
const common = (mail: InboundMail) => ({
  externalId: idOf(mail),
  address: mail.from ?? '',
  thread: { mailbox: mail.mailbox, threadId: mail.threadId },
  writtenAt: mail.writtenAt,
});

/**
 * The same mail has the same id, also when it arrives under another of Gmail's (F56). One in the same words that somebody else
 * vouches for, or nobody, has another: a forgery must not keep an honest mail from being heard.
 */
const idOf = ({
  mailbox,
  from,
  verdict,
  class: kind,
  attempt,
  threadId,
  date,
  writtenAt,
  reply,
}: InboundMail): string => {
  const written = Date.parse(date ?? '');
  const second = Math.floor((Number.isNaN(written) ? Date.parse(writtenAt) : written) / 1_000);
  const about = attempt?.id ?? threadId;
  const parts = [mailbox, from, verdict, kind, about, second, reply.text];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
};

/** Why nobody vouches for who wrote it; null: it is proven. */
const unprovenBecause = (mail: InboundMail): string | null => {
  if (mail.unreadable) return `their mail could not be read (${oneLine(mail.unreadable, 100)})`;
  if (mail.from === null) return 'it does not say plainly who wrote it';
  if (mail.verdict !== 'pass') return `nothing proves that it was sent from ${oneLine(mail.from, 100)}`;
  if (mail.labelIds.includes('SPAM')) return 'Gmail took it for spam';
  if (mail.badToken) return 'the address that it went to belongs to no question';
  if (mail.attempt && !isBound(mail)) return 'the question was not sent to that address';
  return null;
};

const textOf = (mail: InboundMail): InboundEvent => {
  const unproven = unprovenBecause(mail);
  // Without a token its thread, or that only one is asked, does no more than narrow what it may be about (T9, F73).
  const unsure = mail.attempt === null || mail.reply.confidence === 'low';
  return {
    ...common(mail),
    kind: 'text',
    text: mail.reply.text,
    manner: 'direct',
    // Where nothing counts, it only tells whose question was meddled with.
    replyTo: mail.attempt?.id ?? null,
    ...(mail.class === 'new' && { head: true, title: oneLine(mail.subject, 300) }),
    ...(unproven !== null && { unproven }),
    ...(unsure && { unsure: true }),
    ...(mail.attachments.length > 0 && { attachments: mail.attachments.map(fileWords) }),
  };
};

/** Somebody else's absence, of whom it was handed on to, says nothing about who was asked; nor does a forged one. */
const autoReplyOf = (mail: InboundMail): InboundEvent[] =>
  mail.verdict !== 'pass' || (mail.attempt && !isBound(mail))
    ? []
    : [{ ...common(mail), kind: 'auto_reply', replyTo: mail.attempt?.id ?? null }];

/** While it is still being tried, nothing has happened. */
const bounceOf = (mail: InboundMail): InboundEvent[] =>
  mail.bounce?.final && mail.attempt && (mail.bounce.recipient ?? mail.attempt.address) === mail.attempt.address
    ? [
        {
          ...common(mail),
          kind: 'bounce',
          address: mail.bounce.recipient ?? mail.attempt.address,
          replyTo: mail.attempt.id,
          reason: mail.bounce.reason,
        },
      ]
    : [];
