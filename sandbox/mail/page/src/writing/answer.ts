import type { OpenedMail } from '../data/types';
import { addressesOf } from '../lib/addresses';

export const KINDS = ['reply', 'reply-all', 'forward', 'write'] as const;
export type Kind = (typeof KINDS)[number];
export type AnswerKind = Exclude<Kind, 'write'>;

const headerOf = ({ headers }: OpenedMail, name: string): string =>
  headers.find((header) => header.name.toLowerCase() === name)?.value ?? '';

/** Whom an answer goes to: where the sender wants it, else to the sender. */
export const answeredIn = (mail: OpenedMail): string =>
  addressesOf(headerOf(mail, 'reply-to') || mail.from)
    .map(({ name, address }) => (name === address ? address : `${name} <${address}>`))
    .join(', ');

/** Where what was begun and not sent is kept. */
export const draftPlace = (kind: Kind, as: string, mail?: OpenedMail): string => [as, kind, mail?.id ?? ''].join('/');

/** What was begun and not sent; kept while the page is open. */
const drafts = new Map<string, string>();

export const draftOf = (place: string): string => drafts.get(place) ?? '';

export const keepDraft = (place: string, text: string): void => {
  if (text === '') drafts.delete(place);
  else drafts.set(place, text);
};
