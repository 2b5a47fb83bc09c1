import { describe, expect, it } from 'vitest';
import { parsePlain, parseRichText, typedAgain } from './rich-text';

const text = (value: string) => ({ kind: 'text', text: value });
const section = (...elements: object[]) => ({ type: 'rich_text_section', elements });

describe('parseRichText', () => {
  it('reads styles, names and emoji', () => {
    const elements = [
      { type: 'text', text: 'a', style: { bold: true, italic: true } },
      { type: 'text', text: 'b', style: { code: true } },
      { type: 'user', user_id: 'U1' },
      { type: 'channel', channel_id: 'C1' },
      { type: 'broadcast', range: 'here' },
      { type: 'emoji', name: 'x', unicode: '1f468-200d-1f4bb' },
    ];
    expect(parseRichText([section(...elements)])).toEqual([
      {
        kind: 'paragraph',
        children: [
          { kind: 'italic', children: [{ kind: 'bold', children: [text('a')] }] },
          { kind: 'code', text: 'b' },
          { kind: 'user', id: 'U1', label: null },
          { kind: 'channel', id: 'C1', label: null },
          { kind: 'mention', name: '@here' },
          text('👨‍💻'),
        ],
      },
    ]);
  });

  it('keeps what looks like markup as text', () => {
    expect(parseRichText([section({ type: 'text', text: '<b>*x*\n:tada:' })])).toEqual([
      { kind: 'paragraph', children: [text('<b>*x*'), { kind: 'break' }, text(':tada:')] },
    ]);
  });

  it('follows no script', () => {
    const link = { type: 'link', url: 'javascript:alert(1)', text: 'click' };
    expect(parseRichText([section(link)])).toEqual([{ kind: 'paragraph', children: [text('click')] }]);
  });

  it('reads lists, quotes and preformatted text', () => {
    const list = {
      type: 'rich_text_list',
      style: 'ordered',
      indent: 1,
      elements: [section({ type: 'text', text: 'a' })],
    };
    const pre = { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'x <y>' }] };
    expect(parseRichText([list, pre])).toEqual([
      {
        ...{ kind: 'list', ordered: true, start: 1, indent: 1 },
        items: [{ checked: null, children: [{ kind: 'paragraph', children: [text('a')] }] }],
      },
      { kind: 'pre', text: 'x <y>' },
    ]);
  });
});

describe('parsePlain', () => {
  it('means nothing but emoji, and those only where they are on', () => {
    expect(parsePlain('*a* <@U1> :tada:')).toEqual([text('*a* <@U1> 🎉')]);
    expect(parsePlain(':tada:', false)).toEqual([text(':tada:')]);
  });
});

describe('typedAgain', () => {
  it('gives back what was typed, with names instead of ids', () => {
    const elements = [
      section(
        { type: 'text', text: 'hi ' },
        { type: 'user', user_id: 'U1' },
        { type: 'text', text: ' in ' },
        { type: 'channel', channel_id: 'C1' },
        { type: 'text', text: ' ' },
        { type: 'link', url: 'mailto:a@b.example', text: 'a@b.example' },
      ),
    ];
    const nameOf = (kind: string) => (kind === 'user' ? 'Mira' : 'general');
    expect(typedAgain([{ type: 'rich_text', elements }], nameOf)).toBe('hi @Mira in #general a@b.example');
    expect(typedAgain(undefined, nameOf)).toBeUndefined();
  });
});
