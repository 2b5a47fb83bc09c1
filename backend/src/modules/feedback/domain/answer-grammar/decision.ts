import { trimEnd, withoutGreeting, withoutPoliteness } from './courtesy.js';
import { ALONE, type Decision, PHRASES, REQUESTS } from './decision-phrases.js';
import { normalise } from './normalise.js';

export type { Decision } from './decision-phrases.js';

/** Longer than any known decision with its courtesies. */
const MAX_LENGTH = 160;
const MAX_PIECES = 6;

/** Emoji stand without a space or comma: "ok👍" is two pieces. */
const EMOJI =
  /[👍👎✅❌✔☑✖]|:(?:\+1|-1|thumbs(?:up|down)|(?:ballot_box_with|white|heavy)_check_mark|(?:heavy_multiplication_)?x):/gu;
const SEPARATOR = /[,.!;\n、。｡]/;
/** A question, a hesitation, or characters that turn the order of what is seen. */
const DOUBTFUL = /[?؟¿❓❔⁉‽~\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|\.\s*\./u;

/** Reads a piece that is no known phrase, such as the number of an option on an approval. */
export type ReadPiece = (piece: string) => Decision | null;

/** The pieces between commas and full stops, null when the message does not begin with a word. */
const piecesOf = (text: string): string[] | null => {
  const normal = normalise(text);
  if (normal.length > MAX_LENGTH || DOUBTFUL.test(normal) || SEPARATOR.test(normal.charAt(0))) return null;
  const pieces = normal
    .replace(/¡/g, ' ')
    .replace(EMOJI, ',$&,')
    .split(SEPARATOR)
    .map((piece) => piece.trim());
  const said = pieces.filter((piece) => piece !== '');
  return said.length > MAX_PIECES ? null : said;
};

/**
 * A decision, when the **whole** message is a known one in some language, and nothing but courtesy around it. Anything
 * else is null, however much it sounds like a yes: FB-11 asks back rather than guess. Several pieces must agree.
 */
export const readDecision = (text: string, readPiece: ReadPiece = () => null): Decision | null => {
  const pieces = piecesOf(text);
  if (!pieces) return null;
  const whole = PHRASES.get(trimEnd(normalise(text))); // "o.k." and "はい、お願いします" are one phrase
  if (whole) return whole;
  const [first = '', ...others] = pieces;
  const greeted = [PHRASES.has(first) ? first : withoutGreeting(first), ...others].filter((piece) => piece !== '');
  const said = greeted.map((piece) => (PHRASES.has(piece) ? piece : withoutPoliteness(piece)));
  const wasPolite = said.some((piece, at) => piece !== greeted[at]);
  return agreed(
    said.filter((piece) => piece !== ''),
    wasPolite,
    readPiece,
  );
};

const agreed = (said: readonly string[], wasPolite: boolean, readPiece: ReadPiece): Decision | null => {
  const decisions = new Set(said.map((piece) => PHRASES.get(piece) ?? readPiece(piece)));
  const [decision] = decisions;
  if (decisions.size !== 1 || !decision) return null;
  if (said.length > 1 && said.some((piece) => ALONE.has(piece))) return null;
  if (decision === 'no') return 'no';
  // "ja, ja" and "yes yes" wave somebody off as often as they agree.
  if (new Set(said).size < said.length) return null;
  return wasPolite && said.every((piece) => REQUESTS.has(piece)) ? null : 'yes';
};
