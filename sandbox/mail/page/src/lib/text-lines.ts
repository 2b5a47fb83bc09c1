export interface TextPiece {
  text: string;
  /** Where it leads, if it is a link. */
  url?: string;
}

export interface TextLine {
  /** How often it was quoted: the number of > in front of it. */
  depth: number;
  pieces: TextPiece[];
}

const LINK = /https?:\/\/[^\s<>"]+/g;
/** What ends a sentence is no part of the address that it ends with; nor is a bracket opened before it. */
const AFTERWARDS = /[.,;:!?'*_\]]+$/;

const trimmed = (url: string): string => {
  const bare = url.replace(AFTERWARDS, '');
  return bare.endsWith(')') && !bare.includes('(') ? trimmed(bare.slice(0, -1)) : bare;
};

/** A line, with the links in it apart. */
export const piecesOf = (line: string): TextPiece[] => {
  const pieces: TextPiece[] = [];
  let from = 0;
  for (const { 0: found, index } of line.matchAll(LINK)) {
    const url = trimmed(found);
    if (index > from) pieces.push({ text: line.slice(from, index) });
    pieces.push({ text: url, url });
    from = index + url.length;
  }
  return from < line.length || pieces.length === 0 ? [...pieces, { text: line.slice(from) }] : pieces;
};

const depthOf = (line: string): number => /^(?:>\s?)*/.exec(line)?.[0].replaceAll(/\s/g, '').length ?? 0;

/** Plain text as a mail program shows it: links can be followed, what was quoted steps back. */
export const linesOf = (text: string): TextLine[] =>
  text
    .replaceAll('\r\n', '\n')
    .trimEnd()
    .split('\n')
    .map((line) => ({ depth: depthOf(line), pieces: piecesOf(line) }));
