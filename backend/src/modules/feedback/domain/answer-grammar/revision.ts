import { withoutCourtesy } from './courtesy.js';
import { isUnspaced, normalise } from './normalise.js';
import { readNumber } from './position.js';
import {
  CONTRAST_PIECES,
  CONTRAST_WORDS,
  EMPTY_PIECES,
  EMPTY_WORDS,
  IDLE_OPENINGS,
  NO_OPENINGS,
  REVISION_NAMES,
  YES_OPENINGS,
} from './revision-words.js';

/** Where every card numbers it, after approve and reject. */
const REVISE_AT = 3;
/** Fewer words than this say no wish: "hm", "smaller", "ok Mira". */
const LEAST = 2;
/** As much of a text as shows what it is, in UTF-16 code units. */
const JUDGED = 2_000;
/** In scripts without spaces, as many characters count as a word. */
const LETTERS_PER_WORD = 3;

const WORD = /[\p{L}\p{N}\p{M}'_./-]+/gu;
const QUESTION_END = /(?:[?？؟❓]|か|吗|嗎|呢)["'”’)）\]]*$/u;

const wordsOf = (text: string): string[] => text.match(WORD) ?? [];

const unspacedLength = (word: string): number =>
  [...EMPTY_PIECES.reduce((rest, piece) => rest.replaceAll(piece, ''), word)].filter(isUnspaced).length;

/** How many words say something beside yes, no, please, maybe. Numbers count only beside a word. */
const substance = (text: string): number => {
  let [letters, numbers, unspaced] = [0, 0, 0];
  for (const word of wordsOf(text)) {
    if (isUnspaced(word)) unspaced += unspacedLength(word);
    else if (EMPTY_WORDS.has(word) || [...word].length < 2) continue;
    else if (/\p{L}/u.test(word)) letters += 1;
    else numbers += 1;
  }
  const said = letters + Math.floor(unspaced / LETTERS_PER_WORD);
  return said === 0 ? 0 : said + numbers;
};

const opensWith = (text: string, openings: readonly string[]): boolean =>
  openings.some((opening) => {
    const next = text.charAt(opening.length);
    return text.startsWith(opening) && (isUnspaced(opening) || !/[\p{L}\p{N}\p{M}'’]/u.test(next));
  });

/** A piece for each sentence, with the mark that ends it. */
const sentencesOf = (text: string): string[] => text.split(/(?<=[.!?？！。؟\n;])\s*/u);

/** Does every sentence that says something ask something? */
const onlyAsks = (text: string): boolean => {
  const telling = sentencesOf(text).filter((sentence) => substance(sentence) > 0 || QUESTION_END.test(sentence.trim()));
  return telling.length > 0 && telling.every((sentence) => QUESTION_END.test(sentence.trim().replace(/[。.!]$/, '')));
};

/** What stands after the first "but", "except", "and also". */
const afterContrast = (text: string): string => {
  for (const match of text.matchAll(WORD)) {
    const piece = CONTRAST_PIECES.find((contrast) => match[0].includes(contrast));
    const end = match.index + (piece ? match[0].indexOf(piece) + piece.length : match[0].length);
    if (piece || CONTRAST_WORDS.has(match[0])) return text.slice(end);
  }
  return '';
};

const opensAgreeing = (text: string): boolean => opensWith(text, YES_OPENINGS) || /^[#(]?1(?![\p{L}\p{N}])/u.test(text);

/** "no, rather 30": after a no, a single word says what is wanted instead. */
const namesInstead = (text: string): boolean => {
  const instead = opensWith(text, NO_OPENINGS) ? afterContrast(text) : '';
  return substance(instead) > 0 || /\p{N}/u.test(instead);
};

/** A wish by its own name: `changes: …`, `3: …`. @returns the wish, empty when it is missing; null: nothing of the kind */
const namedWish = (text: string): string | null => {
  const at = text.search(/[:：]/);
  const name = normalise((at < 0 ? text : text.slice(0, at)).slice(0, JUDGED));
  const named = REVISION_NAMES.has(name) || readNumber(name) === REVISE_AT;
  if (!named) return null;
  const wish = at < 0 ? '' : text.slice(at + 1).trim();
  return substance(normalise(wish.slice(0, JUDGED))) > 0 ? wish : '';
};

type Wish = { kind: 'wish'; text: string } | { kind: 'named only' } | { kind: 'none' };

/**
 * Words about what should be different, on an approval that takes them: read only where the text is no decision. Nothing runs
 * by a wish, so unclear words may be one; but what merely asks, agrees, puts off or says next to nothing is asked back.
 */
export const readWish = (text: string): Wish => {
  const named = namedWish(text);
  if (named !== null) return named === '' ? { kind: 'named only' } : { kind: 'wish', text: named };
  const normal = normalise(text.slice(0, JUDGED));
  const said = withoutCourtesy(normal);
  // Said to another person, where people write to each other.
  const toOthers = /^<?@/.test(normal);
  if (toOthers || onlyAsks(said) || opensWith(said, IDLE_OPENINGS)) return { kind: 'none' };
  const agrees = opensAgreeing(said);
  const wish = agrees ? afterContrast(said) : said;
  return substance(wish) >= LEAST || (!agrees && namesInstead(said))
    ? { kind: 'wish', text: text.trim() }
    : { kind: 'none' };
};
