import { describe, expect, it } from 'vitest';
import { markdownHtml, markdownWords } from './markdown-html.js';

const words = (markdown: string) => markdownHtml(markdown).replace(/<[^>]*>/g, '');
const hrefs = (markdown: string) => [...markdownHtml(markdown).matchAll(/href="([^"]*)"/g)].map(([, href]) => href);

describe('an agent’s words in a mail', () => {
  it('are set as they are meant', () => {
    const html = markdownHtml(
      '# Done\n\nIt is **sent**.\n\n- one\n- two\n\n```\na < b\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |',
    );
    for (const part of ['<h1 ', '<strong>sent</strong>', '<li ', 'a &lt; b</pre>', '<td '])
      expect(html).toContain(part);
    expect(markdownHtml('- one\n- two')).not.toContain('<p');
  });

  it('bring no HTML, no pictures and no script along', () => {
    const html = markdownHtml(
      '<b>x</b> <img src=x onerror=y> ![pic](https://track.example/p.gif)\n\n<script>x</script>',
    );
    expect(html).not.toMatch(/<(?:b|img|script)\b/);
    expect(html).toContain('&lt;script&gt;');
  });

  it.each([
    ['[x](javascript:alert(1))'],
    ['[x](data:text/html,hi)'],
    ['[x](//evil.example)'],
    ['[x](file:///etc/passwd)'],
    ['<javascript:alert(1)>'],
  ])('lead nowhere else than to pages and mailboxes: %s', (markdown) => expect(hrefs(markdown)).toEqual([]));

  it.each([
    ['[the plan](https://evil.example/x)', 'the plan (evil.example)'],
    ['[bank.example](https://evil.example/x)', 'bank.example (evil.example)'],
    ['[bank.example](https://bank.example.evil.example/)', 'bank.example (bank.example.evil.example)'],
    ['[https://bank.example](https://bank.example@evil.example/)', 'https://bank.example (evil.example)'],
    ['[bank.example/a](https://bank.example/a)', 'bank.example/a'],
    ['https://plan.example/y', 'https://plan.example/y'],
    ['[**bold** words](https://x.example)', 'bold words (x.example)'],
    ['[write](mailto:a@x.example)', 'write (a@x.example)'],
    ['[a](https://one.example) [b](https://two.example)', 'a (one.example) b (two.example)'],
  ])('say where a link leads: %s', (markdown, shown) => expect(words(markdown)).toBe(shown));

  it('quote without looking like a mail program that does', () => {
    expect(markdownHtml('> said')).toContain('said');
    expect(markdownHtml('> said')).not.toContain('blockquote');
  });

  it('put nothing into an attribute that ends it', () => {
    expect(markdownHtml('[x](https://x.example/?"onmouseover=alert(1)//)')).not.toContain('"onmouseover');
    expect(markdownHtml('1. a\n')).toContain('<ol');
  });

  it.each([
    ['# Done', 'Done'],
    ['The **beta** went [well](https://x.example), see `a`\nand b', 'The beta went well (x.example), see a and b'],
    ['- one\n- two', 'one two'],
    ['*', ''],
  ])('are words alone in a subject: %j', (text, shown) =>
    expect(markdownWords(text).replace(/ +/g, ' ').trim()).toBe(shown),
  );
});
