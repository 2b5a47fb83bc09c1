import { describe, expect, it } from 'vitest';
import { CLIENTS, LANGUAGES, type Language, type MailClient } from '../model.js';
import { type Composition, compose } from '../people/clients/compose.js';

const original = {
  from: { name: 'Parley', address: 'parley@acme.example' },
  ...{ to: 'Mira Okafor <mira@acme.example>', cc: '', subject: 'Launch?', messageId: '<q1@acme.example>' },
  date: Date.parse('2026-11-20T14:04:05Z'),
  ...{ text: 'Shall we launch?\n\nWhen?\n', html: '<html><body><p>Shall we launch?</p><p>When?</p></body></html>' },
};
const written = (client: MailClient, more: Partial<Composition> = {}) =>
  compose({
    ...{ client, language: 'en', timeZone: 'Europe/Berlin', own: 'Yes.', signature: '', posting: 'top', original },
    ...more,
  });
const wrote = (client: MailClient, language: Language): string =>
  written(client, { language }).text.split('\n\n')[1]?.replaceAll('\n', ' ') ?? '';

describe('the line above a quote', () => {
  it.each<[MailClient, Language, string]>([
    ['gmail', 'en', 'On Fri, Nov 20, 2026 at 3:04 PM Parley <parley@acme.example> wrote:'],
    ['gmail', 'de', 'Am Fr., 20. Nov. 2026 um 15:04 Uhr schrieb Parley <parley@acme.example>:'],
    ['gmail', 'fr', 'Le ven. 20 nov. 2026 à 15:04, Parley <parley@acme.example> a écrit :'],
    ['gmail', 'es', 'El vie, 20 nov 2026 a las 15:04, Parley (<parley@acme.example>) escribió:'],
    ['gmail', 'pl', 'pt., 20 lis 2026 o 15:04 Parley <parley@acme.example> napisał(a):'],
    ['gmail', 'ja', '2026年11月20日(金) 15:04 Parley <parley@acme.example>:'],
    ['gmail', 'zh', 'Parley <parley@acme.example> 于2026年11月20日周五 15:04写道：'],
    ['apple', 'en', 'On Nov 20, 2026, at 3:04 PM, Parley <parley@acme.example> wrote:'],
    ['apple', 'de', 'Am 20.11.2026 um 15:04 schrieb Parley <parley@acme.example>:'],
    ['apple', 'ja', '2026/11/20 15:04、Parley <parley@acme.example>のメール:'],
    ['thunderbird', 'de', 'Am 20.11.26 um 15:04 schrieb Parley:'],
    ['thunderbird', 'fr', 'Le 20/11/2026 à 15:04, Parley a écrit :'],
    ['yahoo', 'en', 'On Friday, November 20, 2026 at 15:04:05 GMT, Parley <parley@acme.example> wrote:'],
    ['proton', 'en', 'On Friday, November 20th, 2026 at 3:04 PM, Parley <parley@acme.example> wrote:'],
  ])('%s in %s', (client, language, line) => {
    expect(wrote(client, language)).toBe(line);
  });

  it.each<[Language, string, string]>([
    ['en', 'From: Parley <parley@acme.example>', 'Sent: Friday, November 20, 2026 3:04 PM'],
    ['de', 'Von: Parley <parley@acme.example>', 'Gesendet: Freitag, 20. November 2026 15:04'],
    ['fr', 'De : Parley <parley@acme.example>', 'Envoyé : vendredi, 20 novembre 2026 15:04'],
    ['ja', '差出人: Parley <parley@acme.example>', '送信日時: 2026年11月20日 15:04'],
    ['ru', 'От: Parley <parley@acme.example>', 'Отправлено: пятница, 20 ноября 2026 15:04'],
  ])('Outlook in %s', (language, from, sent) => {
    expect(written('outlook', { language }).text).toContain(`Yes.\n\n${from}\n${sent}\n`);
    expect(written('outlook-web', { language }).text).toContain(`Yes.\n\n________________________________\n${from}\n`);
  });

  it.each(CLIENTS)('%s has words of its own in every language', (client) => {
    const lines = LANGUAGES.map((language) => wrote(client, language));
    expect(new Set(lines).size).toBe(LANGUAGES.length);
    for (const line of lines) expect(line).toMatch(/Parley.*|写道/);
    for (const line of lines) expect(line).not.toContain('undefined');
  });
});

describe('what is passed on', () => {
  it.each<[MailClient, string]>([
    ['gmail', '</div><br><br><p>Shall we launch?</p>'],
    ['thunderbird', '<div class="moz-forward-container">'],
  ])('by %s is no quote in its HTML', (client, mark) => {
    const { html } = written(client, { isForward: true, posting: 'bottom' });
    expect(html).toContain(mark);
    expect(html).not.toContain('<blockquote');
    expect(html.indexOf('Yes.')).toBeLessThan(html.indexOf('Forwarded'));
  });

  const passed = (client: MailClient, language: Language): string =>
    written(client, { language, isForward: true, own: 'FYI' }).text;

  it('by Gmail and Outlook stands as it was', () => {
    expect(passed('gmail', 'de')).toMatch(
      /^FYI\n\n-{10} Forwarded message -{9}\nVon: Parley <.*>\nDate: .*\nSubject: Launch\?\nTo: .*\n\nShall we launch\?\n\nWhen\?\n$/,
    );
    expect(passed('outlook', 'fr')).toMatch(
      /^FYI\n\nDe : .*\nEnvoyé : .*\nÀ : .*\nObjet : Launch\?\n\nShall we launch\?/,
    );
  });

  it.each<[Language, string, string]>([
    ['de', 'Anfang der weitergeleiteten Nachricht:', 'Datum: 20. November 2026 um 15:04:05 CET'],
    ['pt', 'Início da mensagem encaminhada:', 'Data: 20 de novembro de 2026, 15:04:05 CET'],
    ['ru', 'Начало переадресованного сообщения:', 'Дата: 20 ноября 2026 г. в 15:04:05 CET'],
  ])('by Apple Mail in %s is quoted, heading and all', (language, begin, date) => {
    const lines = passed('apple', language).split('\n');
    expect(lines.slice(0, 4)).toEqual(['FYI', '', `> ${begin}`, '>']);
    expect(lines.slice(6)).toEqual([
      `> ${date}`,
      expect.stringMatching(/Mira/),
      '>',
      '> Shall we launch?',
      '>',
      '> When?',
      '',
    ]);
  });
});

describe('where the words stand', () => {
  it('above, below or between', () => {
    expect(written('gmail').text).toMatch(/^Yes\.\n\nOn .* wrote:\n\n> Shall we launch\?\n>\n> When\?\n$/);
    expect(written('thunderbird', { posting: 'bottom' }).text).toMatch(
      /^On .* wrote:\n\n> Shall we launch\?\n>\n> When\?\n\nYes\.\n$/,
    );
    const inline = written('gmail', { posting: 'inline', own: 'Yes.\n\nOn Monday.' });
    expect(inline.text).toMatch(/wrote:\n\n> Shall we launch\?\n\nYes\.\n\n> When\?\n\nOn Monday\.\n$/);
    expect(inline.html.indexOf('Shall we launch')).toBeLessThan(inline.html.indexOf('Yes.'));
    expect(inline.html.indexOf('Yes.')).toBeLessThan(inline.html.indexOf('When?'));
  });

  it('and on an iPhone the line above the quote is part of it', () => {
    expect(written('iphone').text).toMatch(/^Yes\.\n\n> On .* wrote:\n>\n> Shall we launch\?\n>\n> When\?\n$/);
  });

  it('with a signature below them', () => {
    expect(written('gmail', { signature: 'Mira\nAcme' }).text).toContain('Yes.\n\n-- \nMira\nAcme\n\nOn ');
    expect(written('iphone', { signature: 'Sent from my iPhone' }).text).toContain(
      'Yes.\n\nSent from my iPhone\n\n> On ',
    );
  });
});

describe('the HTML', () => {
  it.each<[MailClient, string]>([
    ['gmail', 'class="gmail_quote gmail_quote_container"'],
    ['outlook', 'border-top:solid #E1E1E1 1.0pt'],
    ['outlook-web', 'id="divRplyFwdMsg"'],
    ['outlook-mobile', 'id="appendonsend"'],
    ['apple', '<blockquote type="cite">'],
    ['iphone', '<blockquote type="cite"><div dir="ltr">'],
    ['thunderbird', 'class="moz-cite-prefix"'],
    ['yahoo', 'yahoo_quoted'],
    ['proton', 'class="protonmail_quote"'],
  ])('of %s marks the quote as it does', (client, mark) => {
    const { html } = written(client, { own: 'Yes & <no>' });
    expect(html).toContain('Yes &amp; &lt;no&gt;');
    expect(html.indexOf('Yes &amp;')).toBeLessThan(html.indexOf(mark));
    expect(html.indexOf(mark)).toBeLessThan(html.indexOf('<p>Shall we launch?</p>'));
    expect(html).not.toContain('<html><body><p>Shall');
  });
});
