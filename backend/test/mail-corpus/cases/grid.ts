import { CLIENTS, type ClientName } from '../clients.js';
import { compose } from '../compose.js';
import type { Locale } from '../locale.js';
import { HELD_OUT } from '../locales-held-out.js';
import { TUNED } from '../locales-tuned.js';
import type { Group, MailCase } from '../mail-case.js';

const one = (group: Group, client: ClientName, locale: Locale, at: number): MailCase => {
  const words = locale.answers[at % locale.answers.length] ?? '';
  const name = `${client}-${locale.lang}`;
  return {
    group,
    name,
    raw: () => compose(name, CLIENTS[client](locale, words)),
    expected: { kind: 'reply', verdict: 'pass', text: words, inline: false },
  };
};

const grid = (group: Group, names: readonly ClientName[], locales: readonly Locale[], each: number) =>
  locales.flatMap((locale, row) =>
    Array.from({ length: each }, (_, column) => {
      const client = names[(row * each + column) % names.length];
      return client === undefined ? [] : [one(group, client, locale, row + column)];
    }).flat(),
  );

/** Mail programs × languages. The held-out half has other languages and programs that the tuned half has not. */
export const gridCases: readonly MailCase[] = [
  ...grid('tuned', ['gmail', 'thunderbird', 'outlook', 'iphone', 'appleMail', 'gmailBottom', 'outlookPlain'], TUNED, 6),
  ...grid(
    'held-out',
    [
      'proton',
      'gmailHtmlOnly',
      'outlookWeb',
      'samsung',
      'gmailApp',
      'yahoo',
      'iphone',
      'thunderbirdBottom',
      'unmarked',
      'outlookHtmlOnly',
      'thunderbirdHtml',
      'outlook',
      'thunderbird',
    ],
    HELD_OUT,
    3,
  ),
];
