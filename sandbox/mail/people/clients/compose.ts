import type { MailClient } from '../../model.js';
import { innerHtml, linesHtml } from './html.js';
import { outlookDesktop, outlookMobile, outlookWeb } from './outlook.js';
import { apple, gmail, iphone, proton, thunderbird, yahoo } from './quoting.js';
import type { ClientStyle, Original, Setting } from './style.js';

export const STYLES: Readonly<Record<MailClient, ClientStyle>> = {
  ...{ gmail, apple, iphone, thunderbird, yahoo, proton },
  ...{ outlook: outlookDesktop, 'outlook-web': outlookWeb, 'outlook-mobile': outlookMobile },
};

export interface Composition extends Setting {
  client: MailClient;
  own: string;
  signature: string;
  posting: 'top' | 'bottom' | 'inline';
  /** Answered or forwarded; none: a new mail, or the quote was taken out. */
  original?: Original;
  isForward?: boolean;
}

const quotedLine = (prefix: string) => (line: string) => {
  if (prefix === '') return line;
  return line.startsWith('>') ? `>${line}` : `${prefix}${line}`.trimEnd();
};

const quotedText = (text: string, prefix: string): string =>
  text.trimEnd().split('\n').map(quotedLine(prefix)).join('\n');

const paragraphs = (text: string): string[] => text.trim().split(/\n{2,}/);

const signatureText = ({ dashes }: ClientStyle, signature: string): string[] => {
  if (signature === '') return [];
  return dashes ? [`-- \n${signature}`] : [signature];
};

/** A paragraph of the quote, one's own words to it, and so on; the rest of either at the end. */
const interleaved = <T>(quote: readonly string[], own: readonly string[], pair: (q?: string, o?: string) => T[]): T[] =>
  Array.from({ length: Math.max(quote.length, own.length) }, (_, index) => pair(quote[index], own[index])).flat();

const textOf = (style: ClientStyle, given: Composition, head: readonly string[]): string => {
  const { original, own, posting, signature, isForward } = given;
  const sign = signatureText(style, signature);
  if (!original) return [own, ...sign].join('\n\n');
  const prefix = isForward ? style.forwardPrefix : style.prefix;
  if (isForward) return [own, ...sign, quotedText(`${head.join('\n')}\n\n${original.text}`, prefix)].join('\n\n');
  const above = style.quotesHead ? quotedText(head.join('\n'), prefix) : head.join('\n');
  const quote = quotedText(original.text, prefix);
  const block = [above, quote].join(style.quotesHead ? `\n${prefix.trimEnd()}\n` : '\n\n');
  if (posting === 'bottom') return [block, own, ...sign].join('\n\n');
  if (posting === 'top') return [[own, ...sign].join('\n\n'), block].join('\n\n');
  const mixed = interleaved(paragraphs(original.text), paragraphs(own), (piece, words) => [
    ...(piece === undefined ? [] : [quotedText(piece, prefix)]),
    ...(words === undefined ? [] : [words]),
  ]);
  return [above, ...mixed, ...sign].join('\n\n');
};

const originalHtml = ({ html, text }: Original): string =>
  html.trim() === '' ? linesHtml(text.trimEnd(), (line) => (line === '<br>' ? line : `${line}<br>`)) : innerHtml(html);

const htmlOf = ({ html }: ClientStyle, given: Composition, head: readonly string[]): string => {
  const { original, own, posting, signature, isForward } = given;
  const sign = signature === '' ? '' : html.signature(signature);
  const words = html.own(own);
  if (!original) return html.page(words + sign);
  const quote = html.quote(head, originalHtml(original));
  if (isForward) return html.page(words + sign + (html.forward?.(head, originalHtml(original)) ?? quote));
  if (posting === 'bottom') return html.page(quote + words + sign);
  if (posting === 'top') return html.page(words + sign + quote);
  const mixed = interleaved(paragraphs(original.text), paragraphs(own), (piece, answer) => [
    ...(piece === undefined ? [] : [html.piece(linesHtml(piece, (line) => `${line}<br>`))]),
    ...(answer === undefined ? [] : [html.own(answer)]),
  ]);
  return html.page([html.quote(head, ''), ...mixed, sign].join(''));
};

/** The mail as that program writes it, as text and as HTML. */
export const compose = (given: Composition): { text: string; html: string } => {
  const style = STYLES[given.client];
  const { original, isForward } = given;
  const head = original ? (isForward ? style.forwardHead : style.head)(original, given) : [];
  return { text: `${textOf(style, given, head)}\n`, html: htmlOf(style, given, head) };
};
