import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { type Letter, mimeOf } from './mail-mime.js';

const letter = (over: Partial<Letter> = {}): Letter => ({
  from: { name: 'Assistant (Parley)', mailbox: 'parley@acme.example' },
  ...{ to: 'mira@acme.example', key: '0197b3a0-0000-7000-8000-00000000000a', replyToken: 'a'.repeat(40) },
  mail: { subject: 'Which list?', text: 'Text.\n', html: '<p>HTML.</p>\n' },
  thread: null,
  ...over,
});
const parse = async (over: Partial<Letter> = {}) => {
  const raw = await mimeOf(letter(over));
  const mail = await PostalMime.parse(raw);
  const values = (name: string) => mail.headers.filter(({ key }) => key === name).map(({ value }) => value);
  return { raw: raw.toString('latin1'), mail, values };
};

/** The line before the next part is nobody's. */
const ended = (text = ''): string => text.replace(/\n+$/, '');

/** Each once, and nothing beside them, whatever stands in them. */
const HEADERS = [
  ...['auto-submitted', 'content-type', 'date', 'from', 'message-id', 'mime-version', 'reply-to', 'subject', 'to'],
  ...['x-auto-response-suppress', 'x-parley-delivery'],
];

describe('a mail on its way', () => {
  it('says who wrote it, where a reply goes, and that no program is to answer (EML-1, RFC 3834)', async () => {
    const { mail, values } = await parse();
    expect(mail.from).toEqual({ name: 'Assistant (Parley)', address: 'parley@acme.example' });
    expect(mail.to).toEqual([{ name: '', address: 'mira@acme.example' }]);
    expect(mail.replyTo?.[0]?.address).toBe(`parley+${'a'.repeat(40)}@acme.example`);
    expect(values('sender')).toEqual([]);
    expect(values('message-id')).toEqual(['<0197b3a0-0000-7000-8000-00000000000a@acme.example>']);
    expect(values('x-parley-delivery')).toEqual(['0197b3a0-0000-7000-8000-00000000000a']);
    expect(values('auto-submitted')).toEqual(['auto-generated']);
    expect(values('x-auto-response-suppress')).toEqual(['All']);
    expect(values('precedence')).toEqual([]);
    expect([ended(mail.text), ended(mail.html)]).toEqual(['Text.', '<p>HTML.</p>']);
  });

  it('goes on in its thread', async () => {
    const references = ['<1@x.example>', '<2@x.example>'];
    const { mail, values } = await parse({ thread: { subject: 'Re: Plan', inReplyTo: '<2@x.example>', references } });
    expect([mail.subject, mail.inReplyTo]).toEqual(['Re: Plan', '<2@x.example>']);
    expect(values('references')).toEqual(['<1@x.example> <2@x.example>']);
  });

  it('brings a diff letter by letter, whatever its line ends', async () => {
    const patch = '--- a/ü\n+++ b/ü\n@@ -1 +1 @@\r\n-a \n+\u202eb\n\\ No newline at end of file';
    const { mail } = await parse({ mail: { subject: 's', text: 'Text.\n', html: '<p>HTML.</p>\n', patch } });
    const [file, ...more] = mail.attachments;
    expect([file?.filename, file?.disposition, more]).toEqual(['change.patch', 'attachment', []]);
    expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(file?.content as ArrayBuffer)).toBe(patch);
    expect([ended(mail.text), ended(mail.html)]).toEqual(['Text.', '<p>HTML.</p>']);
  });

  it('goes to the mailbox itself without a token', async () =>
    expect((await parse({ replyToken: null })).mail.replyTo).toBeUndefined());

  it.each(['', 'a b', '<x>', 'a\r\nBcc: eve@elsewhere.example', 'a@b', 'ü'])('has no key like %j', (key) =>
    expect(() => mimeOf(letter({ key }))).toThrow(/key/),
  );
});

const NASTY = [
  '\r\n',
  '\n',
  '\r',
  '\0',
  '\r\nBcc: eve@elsewhere.example',
  '\r\n\r\n',
  '=?utf-8?q?x?=',
  '"',
  '<',
  '>',
  ',',
];
const nasty = (maxLength: number) =>
  fc
    .array(fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'grapheme', maxLength: 12 })), { maxLength })
    .map((all) => all.join(''));
const withoutBreaks = (text: string): string => text.replace(/[\r\n\t\0 ]+/g, ' ').trim();

describe('what an agent writes', () => {
  it(
    'begins no header of its own, in a subject or a name (T10)',
    () =>
      fc.assert(
        fc.asyncProperty(nasty(12), nasty(6), nasty(6), async (subject, name, inThread) => {
          for (const thread of [
            null,
            { subject: inThread, inReplyTo: '<1@x.example>', references: ['<1@x.example>'] },
          ]) {
            const from = { name, mailbox: 'parley@acme.example' };
            const { mail, raw } = await parse({ from, thread, mail: { subject, text: 'T', html: 'H' } });
            const keys = mail.headers.map(({ key }) => key).toSorted();
            const wanted = [...HEADERS, ...(thread ? ['in-reply-to', 'references'] : [])].toSorted();
            expect(keys.filter((key) => key !== 'subject')).toEqual(wanted.filter((key) => key !== 'subject'));
            expect(mail.to).toEqual([{ name: '', address: 'mira@acme.example' }]);
            expect(mail.bcc).toBeUndefined();
            expect(mail.from?.address).toBe('parley@acme.example');
            expect(raw.slice(0, raw.indexOf('\r\n\r\n'))).not.toMatch(/[^\x20-\x7e\r\n\t]|\r(?!\n)|(?<!\r)\n/);
          }
        }),
        { numRuns: 500 },
      ),
    30_000,
  );

  it(
    'arrives as it was written, in every language',
    () =>
      fc.assert(
        fc.asyncProperty(
          fc.string({ unit: 'grapheme', maxLength: 400 }),
          fc.string({ unit: 'grapheme-composite', maxLength: 3_000 }),
          async (words, long) => {
            const text = `${words.replaceAll(/[\r\0]/g, '')}\n${long.replaceAll(/[\r\0]/g, '')}.\n`;
            const { mail } = await parse({ mail: { subject: `x${words}`, text, html: `<p>${text}</p>\n` } });
            expect(ended(mail.text)).toBe(ended(text));
            expect(ended(mail.html)).toBe(`<p>${text}</p>`);
            expect(withoutBreaks(mail.subject ?? '')).toBe(withoutBreaks(`x${words}`));
          },
        ),
        { numRuns: 300 },
      ),
    30_000,
  );
});
