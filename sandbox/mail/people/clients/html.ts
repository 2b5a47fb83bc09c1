export const escapedHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Lines as a mail program writes what was typed. */
export const linesHtml = (text: string, line: (html: string) => string): string =>
  text
    .split('\n')
    .map((words) => line(words === '' ? '<br>' : escapedHtml(words)))
    .join('');

/** What lies between the body tags. */
export const innerHtml = (html: string): string =>
  (/<body\b[^>]*>([\s\S]*?)<\/body>/i.exec(html)?.[1] ?? html)
    .replace(/<!doctype[^>]*>|<\/?html[^>]*>|<head\b[\s\S]*?<\/head>/gi, '')
    .trim();

const linked = (html: string): string =>
  html.replace(/&lt;([\w.+-]+@[\w.-]+)&gt;/g, '&lt;<a href="mailto:$1">$1</a>&gt;');

/** An attribution line; the address is a link. */
export const attributionHtml = (line: string): string => linked(escapedHtml(line));
