import { htmlLines } from '../reply/html-lines.js';
import { isBlank, textLines } from '../reply/line.js';
import type { RenderedMail } from './block.js';

/** The lines of a mail as we send it, in both its forms: what of them comes back in a reply, its author did not write. */
export const linesOf = ({ text, html }: Pick<RenderedMail, 'text' | 'html'>): string[] => [
  ...new Set([...textLines(text), ...htmlLines(html)].filter((line) => !isBlank(line)).map((line) => line.text)),
];
