import { assertNever } from '../../../../../kernel/index.js';
import { escapeHtml, htmlWords } from '../html/escape.js';
import { hex, MONO, paint } from '../html/look.js';
import type { MailBlock, MailButton, MailField, MailOption } from './block.js';
import { diffHtml } from './diff-html.js';
import { markdownHtml } from './markdown-html.js';

const TABLE = 'role="presentation" cellpadding="0" cellspacing="0" border="0"';
const LINES = 'margin:0 0 14px;font-size:15px;line-height:23px;overflow-wrap:anywhere';

const paragraph = (text: string, look: Parameters<typeof paint>[0], tag = 'p'): string =>
  `<${tag} dir="auto" ${paint(look)}>${htmlWords(text)}</${tag}>`;

/** A table cell as wide as its line, because Outlook draws no other box. */
const boxed = (inside: string): string =>
  `<table ${TABLE} width="100%" style="margin:0 0 14px;table-layout:fixed"><tr><td bgcolor="${hex('code')}" ${paint({
    background: 'code',
    border: 'line',
    css: 'padding:10px 12px;border-width:1px;border-style:solid;border-radius:6px',
  })}>${inside}</td></tr></table>`;

const PRE = `margin:0;font-family:${MONO};font-size:12px;line-height:18px;white-space:pre-wrap;overflow-wrap:anywhere;word-break:break-word`;
const pre = (html: string): string => boxed(`<pre dir="ltr" ${paint({ color: 'text', css: PRE })}>${html}</pre>`);

const BUTTON = 'display:inline-block;padding:10px 22px;font-size:15px;line-height:22px;font-weight:600';
const button = ({ label, href, look }: MailButton): string => {
  const plain = look === 'plain';
  const cell = paint({
    background: plain ? 'card' : look,
    border: plain ? 'line' : look,
    css: 'border-width:1px;border-style:solid;border-radius:6px;mso-padding-alt:10px 22px',
  });
  const words = plain ? paint({ color: 'text', css: BUTTON }) : `style="${BUTTON};color:#fdfdff"`;
  return `<td bgcolor="${plain ? hex('card') : hex(look)}" ${cell}><a href="${escapeHtml(href)}" ${words}>${escapeHtml(label)}</a></td>`;
};

const buttons = (all: readonly MailButton[]): string =>
  `<table ${TABLE} style="margin:4px 0 16px"><tr>${all.map(button).join('<td width="10">&nbsp;</td>')}</tr></table>`;

const chosen = ({ label, href }: MailOption): string => {
  const words = escapeHtml(label);
  const look = 'font-weight:600;font-size:15px;line-height:22px';
  return href
    ? `<a href="${escapeHtml(href)}" ${paint({ color: 'link', css: look })}>${words}</a>`
    : `<span style="${look}">${words}</span>`;
};

const optionRow = (option: MailOption, at: number): string => {
  const cell = (css: string) => paint({ color: 'text', border: 'line', css: `border-style:solid;${css}` });
  const edge = `border-width:${at === 0 ? 1 : 0}px 0 1px`;
  const about = option.description
    ? `<br>${`<span ${paint({ color: 'quiet', css: 'font-size:13px;line-height:19px' })}>${escapeHtml(option.description)}</span>`}`
    : '';
  return `<tr><td width="30" valign="top" ${cell(`${edge};padding:11px 0;font-size:15px;line-height:22px`)}>${at + 1}.</td><td dir="auto" valign="top" ${cell(`${edge};padding:11px 0;overflow-wrap:anywhere`)}>${chosen(option)}${about}</td></tr>`;
};

const rows = (inside: string): string =>
  `<table ${TABLE} width="100%" style="margin:2px 0 16px;table-layout:fixed">${inside}</table>`;

const fieldRow = ({ name, about }: MailField, at: number): string => {
  const css = `border-style:solid;border-width:${at === 0 ? 1 : 0}px 0 1px;padding:9px 0;line-height:20px;overflow-wrap:anywhere`;
  const label = paint({ color: 'text', border: 'line', css: `${css};font-family:${MONO};font-size:13px` });
  const words = paint({ color: 'quiet', border: 'line', css: `${css};padding-left:12px;font-size:14px` });
  return `<tr><td width="34%" valign="top" ${label}>${escapeHtml(name)}:</td><td dir="auto" valign="top" ${words}>${escapeHtml(about)}</td></tr>`;
};

const blockHtml = (block: MailBlock): string => {
  switch (block.kind) {
    case 'lead':
      return paragraph(block.text, { color: 'quiet', css: 'margin:0 0 6px;font-size:13px;line-height:18px' });
    case 'label':
      return paragraph(block.text, {
        color: 'quiet',
        css: 'margin:0 0 6px;font-size:12px;line-height:16px;font-weight:600',
      });
    case 'title':
      return paragraph(
        block.text,
        {
          color: 'text',
          css: 'margin:0 0 14px;font-size:19px;line-height:27px;font-weight:600;overflow-wrap:anywhere',
        },
        'h1',
      );
    case 'words':
      return paragraph(block.text, { color: 'text', css: LINES });
    case 'quiet':
      return paragraph(block.text, { color: 'quiet', css: 'margin:0 0 10px;font-size:13px;line-height:19px' });
    case 'warning':
      return paragraph(block.text, { color: 'warning', css: `${LINES};font-weight:600` });
    case 'markdown':
      return `<div dir="auto" ${paint({ color: 'text', css: LINES })}>${markdownHtml(block.text)}</div>`;
    case 'data':
      return pre(escapeHtml(block.text));
    case 'diff':
      return pre(diffHtml(block.text));
    case 'options':
      return rows(block.options.map(optionRow).join('\n'));
    case 'fields':
      return rows(block.fields.map(fieldRow).join('\n'));
    case 'buttons':
      return buttons(block.buttons);
    case 'link':
      return `<p style="margin:14px 0 0;font-size:13px;line-height:19px"><a href="${escapeHtml(block.href)}" ${paint({ color: 'link' })}>${escapeHtml(block.label)}</a></p>`;
    default:
      return assertNever(block);
  }
};

export const blocksHtml = (blocks: readonly MailBlock[]): string => blocks.map(blockHtml).join('\n');
