import type { Language, MailClient } from '../../../model';
import { CLIENT_NAMES, languageName } from '../lib/names';

export const POSTINGS = ['top', 'bottom', 'inline'] as const;
export type Posting = (typeof POSTINGS)[number];
export const FORMATS = ['both', 'htmlOnly', 'textOnly'] as const;
export type Format = (typeof FORMATS)[number];
export const STRIPS = ['quote', 'subject', 'references', 'plus'] as const;
export type Strip = (typeof STRIPS)[number];

/** In which way a mail is written; null: as this person usually does. */
export interface How {
  client: MailClient | null;
  language: Language | null;
  posting: Posting;
  format: Format;
  /** '': none. */
  signature: string | null;
  strip: readonly Strip[];
}

export const AS_USUAL: How = {
  ...{ client: null, language: null, posting: 'top', format: 'both', signature: null, strip: [] },
};

export const POSTING_NAMES: Readonly<Record<Posting, string>> = {
  top: 'above the quote',
  bottom: 'below the quote',
  inline: 'between quoted paragraphs',
};
export const FORMAT_NAMES: Readonly<Record<Format, string>> = {
  both: 'HTML and text',
  htmlOnly: 'HTML only',
  textOnly: 'text only',
};
export const STRIP_NAMES: Readonly<Record<Strip, string>> = {
  quote: 'the quote',
  subject: 'the subject',
  references: 'what it answers to (References)',
  plus: 'the plus part of the address',
};
const WITHOUT: Readonly<Record<Strip, string>> = {
  ...{ quote: 'no quote', subject: 'another subject', references: 'no references', plus: 'no plus part' },
};

/** What the control API takes. */
export const bodyOf = ({ client, language, posting, format, signature, strip }: How): Record<string, unknown> => ({
  ...(client && { client }),
  ...(language && { language }),
  ...(posting !== 'top' && { posting }),
  ...(format !== 'both' && { [format]: true }),
  ...(signature !== null && { signature }),
  ...(strip.length > 0 && { strip }),
});

/** What is not as usual, in a few words; '' when nothing. */
export const wordsOf = ({ client, language, posting, format, signature, strip }: How): string =>
  [
    client && CLIENT_NAMES[client],
    language && languageName(language),
    posting !== 'top' && POSTING_NAMES[posting],
    format !== 'both' && FORMAT_NAMES[format],
    signature !== null && (signature === '' ? 'no signature' : 'another signature'),
    ...strip.map((part) => WITHOUT[part]),
  ]
    .filter(Boolean)
    .join(', ');
