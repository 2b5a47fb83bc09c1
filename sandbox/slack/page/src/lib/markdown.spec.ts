import { describe, expect, it } from 'vitest';
import { parseMarkdown } from './markdown';

const text = (value: string) => ({ kind: 'text', text: value });
const paragraph = (...children: object[]) => ({ kind: 'paragraph', children });

describe('parseMarkdown', () => {
  it('reads blocks', () => {
    expect(parseMarkdown('# H\n\n> q\n\n---\n\n```sql\nselect 1\n```')).toEqual([
      { kind: 'heading', level: 1, children: [text('H')] },
      { kind: 'quote', children: [paragraph(text('q'))] },
      { kind: 'rule' },
      { kind: 'pre', text: 'select 1' },
    ]);
  });

  it('reads styles, code and links', () => {
    expect(parseMarkdown('**b** *i* ~~s~~ `c` [l](https://a.example)')).toEqual([
      paragraph(
        { kind: 'bold', children: [text('b')] },
        text(' '),
        { kind: 'italic', children: [text('i')] },
        text(' '),
        { kind: 'strike', children: [text('s')] },
        text(' '),
        { kind: 'code', text: 'c' },
        text(' '),
        { kind: 'link', url: 'https://a.example', children: [text('l')] },
      ),
    ]);
  });

  it('reads lists in lists, their start, and boxes', () => {
    expect(parseMarkdown('3. a\n   - b\n4. c')).toEqual([
      {
        ...{ kind: 'list', ordered: true, start: 3, indent: 0 },
        items: [
          {
            checked: null,
            children: [
              paragraph(text('a')),
              {
                kind: 'list',
                ordered: false,
                start: 1,
                indent: 0,
                items: [{ checked: null, children: [paragraph(text('b'))] }],
              },
            ],
          },
          { checked: null, children: [paragraph(text('c'))] },
        ],
      },
    ]);
    const [list] = parseMarkdown('- [x] a\n- [ ] b');
    expect(list?.kind === 'list' && list.items.map(({ checked }) => checked)).toEqual([true, false]);
  });

  it('reads tables', () => {
    expect(parseMarkdown('|a|b|\n|-|-|\n|1|2|')).toEqual([
      { kind: 'table', head: [[text('a')], [text('b')]], rows: [[[text('1')], [text('2')]]] },
    ]);
  });

  it('breaks lines where they are broken', () => {
    expect(parseMarkdown('a\nb')).toEqual([paragraph(text('a'), { kind: 'break' }, text('b'))]);
  });

  it('shows HTML as text and follows no script', () => {
    expect(parseMarkdown('x <img src=x onerror=alert(1)> [l](javascript:alert(1)) ![p](data:x)')).toEqual([
      paragraph(text('x <img src=x onerror=alert(1)> l p')),
    ]);
    expect(parseMarkdown('<script>\nalert(1)\n</script>')).toEqual([paragraph(text('<script>\nalert(1)\n</script>'))]);
  });

  it('shows a picture as a link to it', () => {
    expect(parseMarkdown('![chart](https://a.example/c.png)')).toEqual([
      paragraph({ kind: 'link', url: 'https://a.example/c.png', children: [text('chart')] }),
    ]);
  });
});
