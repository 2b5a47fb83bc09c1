import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromSlackText, mentions } from './from-slack-text.js';
import { escapeSlack } from './mrkdwn.js';

const BOT = 'U0PARLEY';

describe('fromSlackText', () => {
  it.each([
    ['plain words', 'yes', 'yes'],
    ['escapes', 'a &lt;b&gt; &amp; c', 'a <b> & c'],
    ['escapes that were typed', '&amp;lt; &amp;gt; &amp;amp;', '&lt; &gt; &amp;'],
    ['a mail address', 'ask <mailto:a@b.co|a@b.co>', 'ask a@b.co'],
    ['a link that was typed', '<https://a.example/b?c=1&amp;d=2>', 'https://a.example/b?c=1&d=2'],
    ['a host that became a link', 'see <http://a.example|a.example>', 'see a.example'],
    ['words on a link', '<https://a.example|the plan>', 'the plan (https://a.example)'],
    ['a telephone number', '<tel:+4912|+49 12>', '+49 12'],
    ['being called first', '<@U0PARLEY> what is new?', 'what is new?'],
    ['being called first, with a comma', ' <@U0PARLEY>, <@U0PARLEY> too', '@Parley too'],
    ['being called in between', 'ask <@U0PARLEY> that', 'ask @Parley that'],
    ['somebody else', '<@U0MIRA> and <@U0NOA|noa>', '@U0MIRA and @noa'],
    ['a channel', '<#C0GENERAL|general> <#C0SECRET>', '#general #C0SECRET'],
    ['a group and everybody', '<!subteam^S1|@crew> <!here> <!channel|@channel>', '@crew @here @channel'],
    ['a date', 'on <!date^1392734382^{date}|18 Feb 2014>', 'on 18 Feb 2014'],
    ['what is no markup of Slack', '<b>', '<b>'],
    ['stars, lines and ticks', `*a* _b_ \`c\` ~d~ \${e}`, `*a* _b_ \`c\` ~d~ \${e}`],
    ['several lines', 'a\nb\r\nc', 'a\nb\r\nc'],
    [
      'letters of all kinds',
      'Grüße שלום 日本語 👩‍👩‍👧 🏳️‍🌈 \u202e𝒳 e\u0301',
      'Grüße שלום 日本語 👩‍👩‍👧 🏳️‍🌈 \u202e𝒳 e\u0301',
    ],
    ['an emoji by its name', ':tada:', ':tada:'],
  ])('reads %s', (_what, text, expected) => expect(fromSlackText(text, BOT)).toBe(expected));

  it('gives back any typed text letter by letter', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fromSlackText(escapeSlack(text), BOT)).toBe(text);
      }),
    ));
});

it('knows when a person is named, also by name', () => {
  expect(mentions('hi <@U0PARLEY|parley>', BOT)).toBe(true);
  expect(mentions('hi <@U0PARLEY2> &lt;@U0PARLEY&gt;', BOT)).toBe(false);
});
