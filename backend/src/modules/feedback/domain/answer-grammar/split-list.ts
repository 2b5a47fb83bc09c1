import { everywhere } from './languages/index.js';
import { isUnspaced } from './normalise.js';

const AND = everywhere('and').toSorted((a, b) => b.length - a.length);
const SPACED = AND.filter((word) => !isUnspaced(word)).join('|');
const UNSPACED = AND.filter(isUnspaced).join('|');
const SEPARATOR = new RegExp(
  `[,，;；\\n、]|(?<=[\\s\\d])[&+](?=[\\s\\d])|(?<!\\S)(?:${SPACED})(?!\\S)|${UNSPACED}`,
  'giu',
);

const BULLET = /^[-*•‣·] +/;

/** Lines without their bullets. */
export const withoutBullets = (text: string): string =>
  text
    .replaceAll('\r', '\n')
    .split('\n')
    .map((line) => line.trim().replace(BULLET, ''))
    .join('\n');

/** A part of an enumeration, and where it stands in the text. */
export interface Part {
  text: string;
  start: number;
  end: number;
}

/** Cuts at commas, line ends, "&" and "+" between words or numbers, and at every language's "and". Empty parts are left out. */
export const splitList = (list: string): Part[] => {
  const parts: Part[] = [];
  let start = 0;
  const add = (end: number) => {
    const text = list.slice(start, end).trim();
    if (text !== '') parts.push({ text, start, end });
  };
  for (const separator of list.matchAll(SEPARATOR)) {
    add(separator.index);
    start = separator.index + separator[0].length;
  }
  add(list.length);
  return parts;
};
