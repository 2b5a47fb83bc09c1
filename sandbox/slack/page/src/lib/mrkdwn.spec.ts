import { describe, expect, it } from 'vitest';
import { parseInline, parseMrkdwn } from './mrkdwn';

const text = (value: string) => ({ kind: 'text', text: value });

describe('styles', () => {
  it.each([
    ['*b*', 'bold'],
    ['_i_', 'italic'],
    ['~s~', 'strike'],
  ])('%s is %s', (source, kind) => {
    expect(parseInline(source)).toEqual([{ kind, children: [text(source.slice(1, -1))] }]);
  });

  it('nests them', () => {
    expect(parseInline('*a _b_*')).toEqual([
      { kind: 'bold', children: [text('a '), { kind: 'italic', children: [text('b')] }] },
    ]);
  });

  it.each(['2*3*4', 'snake_case_name', '*a*b', '_a_b c', '* not *', '*a\nb*', '**', '*', 'a * b * c', '~ no~'])(
    'leaves %j as it is, apart from line breaks',
    (source) => {
      const plain = parseInline(source).map((node) =>
        node.kind === 'break' ? '\n' : 'text' in node ? node.text : '?',
      );
      expect(plain.join('')).toBe(source);
    },
  );

  it('reads nothing in code', () => {
    expect(parseInline('`*a* &lt;b&gt; :tada:`')).toEqual([{ kind: 'code', text: '*a* <b> :tada:' }]);
  });

  it('does not end a style inside code or a link', () => {
    expect(parseInline('*a `x*` b*')).toEqual([
      { kind: 'bold', children: [text('a '), { kind: 'code', text: 'x*' }, text(' b')] },
    ]);
  });
});

describe('references', () => {
  it('names people, channels and groups', () => {
    expect(parseInline('<@U0MIRA> <#C0LAUNCH|launch> <!here> <!subteam^S1|@ops>')).toEqual([
      { kind: 'user', id: 'U0MIRA', label: null },
      text(' '),
      { kind: 'channel', id: 'C0LAUNCH', label: 'launch' },
      text(' '),
      { kind: 'mention', name: '@here' },
      text(' '),
      { kind: 'mention', name: '@ops' },
    ]);
  });

  it('reads links with and without words, and bare ones up to their punctuation', () => {
    expect(parseInline('<https://a.example/?x=1&amp;y=2|here>')).toEqual([
      { kind: 'link', url: 'https://a.example/?x=1&y=2', children: [text('here')] },
    ]);
    expect(parseInline('see https://a.example/b.')).toEqual([
      text('see '),
      { kind: 'link', url: 'https://a.example/b', children: [text('https://a.example/b')] },
      text('.'),
    ]);
  });

  it('follows no script, only shows its words', () => {
    expect(parseInline('<javascript:alert(1)|click>')).toEqual([text('click')]);
    expect(parseInline('<data:text/html,x>')).toEqual([text('data:text/html,x')]);
  });

  it('reads dates, and falls back where one is broken', () => {
    expect(parseInline('<!date^1700000000^{date} at {time}^https://a.example|then>')).toEqual([
      { kind: 'date', at: 1_700_000_000, format: '{date} at {time}', url: 'https://a.example', fallback: 'then' },
    ]);
    expect(parseInline('<!date^soon^{date}|then>')).toEqual([text('then')]);
  });
});

describe('text', () => {
  it('takes escapes back once and never makes markup of them', () => {
    expect(parseInline('&lt;b&gt; &amp;amp; &lt;@U0MIRA&gt; <b>')).toEqual([text('<b> &amp; <@U0MIRA> b')]);
  });

  it('shows known emoji and leaves others', () => {
    expect(parseInline(':tada: :nothing_like_it: 10:30:00')).toEqual([text('🎉 :nothing_like_it: 10:30:00')]);
  });
});

describe('lines', () => {
  it('quotes lines, and with three marks all that is left', () => {
    expect(parseMrkdwn('a\n&gt; b\n&gt;c\nd')).toEqual([
      { kind: 'paragraph', children: [text('a')] },
      { kind: 'quote', children: [{ kind: 'paragraph', children: [text('b'), { kind: 'break' }, text('c')] }] },
      { kind: 'paragraph', children: [text('d')] },
    ]);
    expect(parseMrkdwn('&gt;&gt;&gt;a\nb')).toEqual([
      { kind: 'quote', children: [{ kind: 'paragraph', children: [text('a'), { kind: 'break' }, text('b')] }] },
    ]);
  });

  it('keeps fences as they are, and an open fence as text', () => {
    expect(parseMrkdwn('a\n```\n*x* &lt;y\n```\nb')).toEqual([
      { kind: 'paragraph', children: [text('a')] },
      { kind: 'pre', text: '*x* <y' },
      { kind: 'paragraph', children: [text('b')] },
    ]);
    expect(parseMrkdwn('a ```b')).toEqual([
      { kind: 'paragraph', children: [text('a ')] },
      { kind: 'paragraph', children: [text('```b')] },
    ]);
  });
});
