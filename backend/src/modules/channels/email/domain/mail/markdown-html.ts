import MarkdownIt, { type Token } from 'markdown-it';
import { escapeHtml } from '../html/escape.js';
import { MONO, paint } from '../html/look.js';

/** An agent's words: no HTML of its own, no pictures, links only to where a person can see that they lead. */
const markdown = new MarkdownIt({ html: false, linkify: true, breaks: false, typographer: false });
markdown.disable('image');
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });

const SCHEMES = new Set(['http:', 'https:', 'mailto:']);
const urlOf = (href: string): URL | null => (URL.canParse(href) ? new URL(href) : null);
markdown.validateLink = (href) => SCHEMES.has(urlOf(href.trim())?.protocol ?? '');

const CODE = paint({
  background: 'code',
  css: `padding:1px 4px;border-radius:4px;font-family:${MONO};font-size:13px;overflow-wrap:anywhere`,
});
const PRE = paint({
  color: 'text',
  background: 'code',
  css: `margin:0 0 12px;padding:10px 12px;border-radius:6px;font-family:${MONO};font-size:12px;line-height:18px;white-space:pre-wrap;overflow-wrap:anywhere`,
});
const LOOKS: Readonly<Record<string, string>> = {
  paragraph_open: 'style="margin:0 0 12px"',
  heading_open: 'style="margin:16px 0 8px;font-size:16px;line-height:23px;font-weight:600"',
  bullet_list_open: 'style="margin:0 0 12px;padding-left:22px"',
  ordered_list_open: 'style="margin:0 0 12px;padding-left:22px"',
  list_item_open: 'style="margin:0 0 4px"',
  table_open:
    'cellpadding="0" cellspacing="0" border="0" style="margin:0 0 12px;border-collapse:collapse;max-width:100%"',
  th_open: paint({
    border: 'line',
    css: 'padding:5px 10px 5px 0;border-width:0 0 1px;border-style:solid;text-align:left',
  }),
  td_open: paint({ border: 'line', css: 'padding:5px 10px 5px 0;border-width:0 0 1px;border-style:solid' }),
  hr: paint({ border: 'line', css: 'margin:16px 0;border-width:1px 0 0;border-style:solid' }),
  link_open: paint({ color: 'link' }),
};

for (const [rule, look] of Object.entries(LOOKS))
  markdown.renderer.rules[rule] = (tokens, at) => {
    const { tag, attrs, hidden } = tokens[at] as Token;
    // The paragraphs of a tight list.
    if (hidden) return '';
    const kept = (attrs ?? []).filter(([name]) => name === 'href' || name === 'start');
    return `<${tag}${kept.map(([name, value]) => ` ${name}="${escapeHtml(String(value))}"`).join('')} ${look}>`;
  };
// A quote of the agent's own must not look like one that a mail program made: what stands below it is ours too.
const QUOTED = paint({
  color: 'quiet',
  border: 'line',
  css: 'margin:0 0 12px;padding:0 0 0 12px;border-width:0 0 0 3px;border-style:solid',
});
markdown.renderer.rules.blockquote_open = () => `<div ${QUOTED}>`;
markdown.renderer.rules.blockquote_close = () => '</div>';
markdown.renderer.rules.code_inline = (tokens, at) => `<code ${CODE}>${escapeHtml(tokens[at]?.content ?? '')}</code>`;
const block = (tokens: Token[], at: number) =>
  `<pre dir="ltr" ${PRE}>${escapeHtml((tokens[at]?.content ?? '').replace(/\n$/, ''))}</pre>\n`;
markdown.renderer.rules.code_block = block;
markdown.renderer.rules.fence = block;

/** Where a link leads, when its words do not say so: nobody follows one that only looks like another. */
const whereTo = (href: string, words: string): string | null => {
  const url = urlOf(href);
  if (!url) return null;
  const place = url.protocol === 'mailto:' ? url.pathname : url.host;
  const said = words.trim().replace(/^(?:https?:\/\/|mailto:)/i, '');
  const tells = said === place || said.startsWith(`${place}/`) || said.startsWith(`${place}?`);
  return tells ? null : place;
};

markdown.core.ruler.push('where-links-lead', ({ tokens, Token: Made }) => {
  for (const { children } of tokens) {
    if (!children) continue;
    for (let at = 0; at < children.length; at++) {
      if (children[at]?.type !== 'link_open') continue;
      const end = children.findIndex(({ type }, later) => later > at && type === 'link_close');
      const words = children.slice(at + 1, end).map(({ content }) => content);
      const place = whereTo(String(children[at]?.attrGet('href') ?? ''), words.join(''));
      if (end < 0 || place === null) continue;
      const told = new Made('text', '', 0);
      told.content = ` (${place})`;
      children.splice(end + 1, 0, told);
    }
  }
});

/** @param text with what would act on the line made visible already */
export const markdownHtml = (text: string): string => markdown.render(text).trim();

/** The words alone, on one line, as a subject or a preview shows them. */
export const markdownWords = (text: string): string =>
  markdown
    .parse(text, {})
    .flatMap(
      ({ children, content }) =>
        children?.map((part) => (part.type === 'softbreak' ? ' ' : part.content)) ?? [content, ' '],
    )
    .join('');
