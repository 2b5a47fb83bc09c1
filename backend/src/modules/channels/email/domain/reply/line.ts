/** One line of a mail, text or HTML: what stands there and how its program marked it. */
export interface Line {
  text: string;
  /** How often it is quoted. */
  depth: number;
  /** `intro`: speaks of the quote below it. `cut`: the program says that all below is the mail it answers. */
  mark?: 'intro' | 'cut';
}

/** Whose a line is. `history`: quoted without a mark, so only its place tells. */
export type Owner = 'person' | 'quote' | 'intro' | 'history';

export interface OwnedLine extends Line {
  owner: Owner;
}

const MAX_CHARACTERS = 256 * 1024;
export const MAX_LINES = 10_000;
/**
 * Of no width, or marks of direction that programs put around names. Joiners of emoji and letters stay, and so do the two
 * that turn a text round: what looks different from what it says must not pass for plain words.
 */
const INVISIBLE = /[\u00ad\u200b\u200e\u200f\u202a-\u202c\u2060-\u2064\u2066-\u2069\ufeff]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

export const cleanText = (text: string): string =>
  text
    .slice(0, MAX_CHARACTERS)
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(CONTROLS, '')
    .replace(INVISIBLE, '')
    .replace(/[\u00a0\u2007\u202f]/g, ' ');

const MARKS = /^ ?((?:> ?){1,50})/;

const readLine = (text: string): Line => {
  const marks = MARKS.exec(text);
  if (!marks) return { text: text.trimEnd(), depth: 0 };
  const depth = (marks[1] ?? '').replaceAll(' ', '').length;
  return { text: text.slice(marks[0].length).trimEnd(), depth };
};

/** Stands where more was than is read: what it left out could change the meaning. */
export const MORE = '[…]';

/** At most `MAX_LINES`, the last one saying so. */
export const boundedLines = (lines: Line[], complete: boolean): Line[] =>
  complete && lines.length <= MAX_LINES ? lines : [...lines.slice(0, MAX_LINES), { text: MORE, depth: 0 }];

export const textLines = (text: string): Line[] =>
  boundedLines(
    cleanText(text)
      .split('\n', MAX_LINES + 1)
      .map(readLine),
    text.length <= MAX_CHARACTERS,
  );

export const isBlank = (line: Pick<Line, 'text'> | undefined): boolean => line === undefined || line.text.trim() === '';

/** Without whitespace and letter case, to compare what programs break and pad. */
export const squash = (text: string): string => text.replace(/\s+/g, '').toLowerCase();
