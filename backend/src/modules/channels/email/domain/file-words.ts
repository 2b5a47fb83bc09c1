import { oneLine } from '../../domain/visible-text.js';
import type { MailAttachment } from './parsed-mail.js';

const UNITS = ['B', 'kB', 'MB', 'GB'];

const sizeWords = (bytes: number): string => {
  let [size, unit] = [bytes, 0];
  while (size >= 1_000 && unit < UNITS.length - 1) [size, unit] = [size / 1_000, unit + 1];
  return `${size < 10 && unit > 0 ? size.toFixed(1) : Math.round(size)} ${UNITS[unit]}`;
};

/** `plan.pdf (120 kB)` */
export const fileWords = ({ filename, mimeType, size }: MailAttachment): string =>
  `${oneLine(filename ?? '', 120) || `a file of type ${oneLine(mimeType, 80)}`} (${sizeWords(size)})`;
