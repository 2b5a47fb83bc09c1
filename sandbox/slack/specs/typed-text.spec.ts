import { describe, expect, it } from 'vitest';
import { typed } from '../people/typed-text.js';
import { seed } from '../store/seed.js';

const { members, channels } = seed();
const names = {
  members: members.filter(({ team_id }) => team_id === 'T0ACME'),
  channels: channels.filter(({ team_id }) => team_id === 'T0ACME'),
};

describe('what Slack makes of typed text', () => {
  it.each([
    ['<b> & co', '&lt;b&gt; &amp; co'],
    ['ask mira@acme.example, please', 'ask <mailto:mira@acme.example|mira@acme.example>, please'],
    ['see https://acme.example/a?b=1&c=2.', 'see <https://acme.example/a?b=1&amp;c=2>.'],
    ['see (https://acme.example/)', 'see (<https://acme.example/>)'],
    ['on acme.com today', 'on <http://acme.com|acme.com> today'],
    ['@Mira Okafor and @noa', '<@U0MIRA> and <@U0NOA>'],
    ['@somebody in #launch', '@somebody in <#C0LAUNCH|launch>'],
    ['@here: go', '<!here>: go'],
    ['v1.2.3, e.g. 3.5', 'v1.2.3, e.g. 3.5'],
    ['', ''],
  ])('%s', (text, expected) => {
    expect(typed(text, names).text).toBe(expected);
  });

  it('is quick with long words', () => {
    const started = performance.now();
    for (const letter of ['x', 'x.', '@x', 'a@', 'http://']) typed(letter.repeat(20_000), names);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('takes the longest name that fits', () => {
    const junior = { ...members[0]!, id: 'U0JUNIOR', name: 'junior', real_name: 'Mira Okafor Junior' };
    const both = { ...names, members: [...names.members, junior] };
    expect(typed('@Mira Okafor Junior and @Mira Okafor', both).text).toBe('<@U0JUNIOR> and <@U0MIRA>');
  });

  it('comes with rich text too, unescaped', () => {
    const [block] = typed('a & @mira', names).blocks ?? [];
    expect(block).toEqual({
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            { type: 'text', text: 'a & ' },
            { type: 'user', user_id: 'U0MIRA' },
          ],
        },
      ],
    });
  });
});
