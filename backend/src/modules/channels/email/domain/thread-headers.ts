/** One mail of a thread, as far as another has to know it. */
export interface ThreadMail {
  gmailId: string;
  messageId: string | null;
  subject: string;
  /** The key of what we sent; null: not ours. */
  key: string | null;
}

export interface ThreadHeaders {
  subject: string;
  inReplyTo: string | null;
  /** Oldest first. */
  references: readonly string[];
}

/** As programs of many languages put it before a subject. */
const PREFIX = /^(?:(?:re|fwd?|aw|wg|antw|sv|vs|tr|rv|r|odp|pd|res|enc|答复|回复|转发|返信|转寄)\s*[:：]\s*)+/i;
const LONGEST_SUBJECT = 900;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const CONTROLS = /[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g;

/** A chain must not grow for ever: the beginning is what programs look for, and the end. */
const MAX_REFERENCES = 20;
const bounded = (ids: readonly string[]): readonly string[] =>
  ids.length <= MAX_REFERENCES ? ids : [...ids.slice(0, 1), ...ids.slice(1 - MAX_REFERENCES)];

/**
 * What a mail says to go on in a thread. Gmail keeps it there only when it refers to a mail of it and has its subject:
 * https://developers.google.com/workspace/gmail/api/guides/threads
 * @param mails oldest first, at least one
 */
export const threadHeaders = (mails: readonly ThreadMail[]): ThreadHeaders => {
  const ids = mails.flatMap(({ messageId }) => messageId ?? []);
  const first = (mails[0]?.subject ?? '').replace(CONTROLS, ' ').trim().slice(0, LONGEST_SUBJECT).toWellFormed();
  return {
    subject: `Re: ${first.replace(PREFIX, '').trim()}`.trim(),
    inReplyTo: ids.at(-1) ?? null,
    references: bounded(ids),
  };
};
