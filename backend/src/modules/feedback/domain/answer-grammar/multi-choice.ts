import type { FeedbackOption, FeedbackQuestion } from '@parley/contracts';
import { explicitOther, isFreeText } from './choice.js';
import { withoutCourtesy } from './courtesy.js';
import { multiChoiceHint } from './hints.js';
import { everywhere } from './languages/index.js';
import { soundsDoubtful, speaksOfOptions } from './mentions.js';
import { foldName, normalise } from './normalise.js';
import { type Match, type MatchText, optionMatcher } from './option-match.js';
import { readNumber } from './position.js';
import { noMatch, type Reading, read, unclear } from './reading.js';
import { type Part, splitList, withoutBullets } from './split-list.js';

type MultiChoice = Extract<FeedbackQuestion, { type: 'MULTI_CHOICE' }>;
type Options = readonly FeedbackOption[];

const ALL = new Set(everywhere('all').map(foldName));
const NONE = new Set(everywhere('none').map(foldName));

/** More parts than any list of 20 options; the rest of a longer text is prose. */
const MAX_PARTS = 100;

interface Search {
  match: MatchText;
  list: string;
  parts: readonly Part[];
}

interface Found {
  options: FeedbackOption[];
  /** Parts that name no option. */
  strange: string[];
  /** A part can be read in two ways. */
  several: boolean;
}

/** Longer than any row of numbers. */
const MAX_NUMBERS = 100;

/** "1 3": numbers need no comma. */
const matchNumbers = (match: MatchText, part: string): FeedbackOption[] => {
  if (part.length > MAX_NUMBERS) return [];
  const words = normalise(part).split(' ');
  const found = words.flatMap((word) => {
    const named: Match = readNumber(word) === null ? { kind: 'none' } : match(word);
    return named.kind === 'one' ? [named.option] : [];
  });
  return found.length === words.length ? found : [];
};

/** Names hold commas themselves ("Research, design and test"), but not more than these. */
const MAX_JOINED = 8;

/** From the longest run of parts that is one name down to the part by itself. */
const matchFrom = ({ match, list, parts }: Search, at: number) => {
  for (let count = Math.min(MAX_JOINED, parts.length - at); count >= 1; count -= 1) {
    const text = list.slice(parts[at]?.start, parts[at + count - 1]?.end).trim();
    const found = match(text);
    // "A and B" may be one option or two when "A" and "B" are options as well.
    const crosses = count > 1 && parts.slice(at, at + count).every((part) => match(part.text).kind === 'one');
    if (found.kind === 'one') return { count, found: [found.option], several: crosses };
    if (found.kind === 'several') return { count, found: [], several: true };
  }
  return { count: 1, found: matchNumbers(match, parts[at]?.text ?? ''), several: false };
};

const findAll = (search: Search): Found => {
  const result: Found = { options: [], strange: [], several: false };
  for (let at = 0; at < search.parts.length; ) {
    const { count, found, several } = matchFrom(search, at);
    const text = search.parts[at]?.text ?? '';
    if (found.length > 0) result.options.push(...found);
    else if (!several && withoutCourtesy(normalise(text)) !== '') {
      result.strange.push(explicitOther(text) ?? text);
    }
    result.several ||= several;
    at += count;
  }
  return result;
};

const answer = (options: readonly FeedbackOption[], other?: string): Reading =>
  read({
    type: 'MULTI_CHOICE',
    values: [...new Set(options.map(({ value }) => value))],
    ...(other !== undefined && { other }),
  });

/** "all", "none of them", where no option bears that name. */
const readTotal = ({ options, minChoices }: MultiChoice, text: string): Reading | null => {
  const words = foldName(withoutCourtesy(normalise(text)));
  if (/[?？]/.test(text)) return null;
  if (ALL.has(words)) return answer(options);
  return NONE.has(words) && minChoices === 0 ? answer([]) : null;
};

/** Numbers, names, lists of them, "all" and "none". What is negated or left over is asked again. */
export const readMultiChoice = (question: MultiChoice, text: string): Reading => {
  const { options, allowOther } = question;
  const hint = multiChoiceHint(options, allowOther);
  const match = optionMatcher(options);
  const whole = match(text);
  if (whole.kind === 'one') return answer([whole.option]);
  const total = readTotal(question, text);
  if (total) return total;
  const other = explicitOther(text);
  if (allowOther && other !== null) return answer([], other);
  const list = withoutBullets(text);
  const parts = splitList(list);
  if (whole.kind === 'several' || parts.length > MAX_PARTS) return unclear(hint);
  return concluded(question, text, findAll({ match, list, parts }));
};

const concluded = ({ options, allowOther }: MultiChoice, text: string, found: Found): Reading => {
  const hint = multiChoiceHint(options, allowOther);
  if (!found.several && found.strange.length === 0 && found.options.length > 0) return answer(found.options);
  if (allowOther && !found.several && found.strange.length > 0 && isAddition(options, found)) {
    return answer(found.options, found.options.length > 0 ? found.strange.join(', ') : text.trim());
  }
  return found.several || speaksOfOptions(options, text) ? unclear(hint) : noMatch(hint);
};

/** What is left beside chosen options has to be an addition: "all, but not my team" is none. */
const isAddition = (options: Options, { options: chosen, strange }: Found): boolean =>
  strange.every((part) => isFreeText(options, part)) &&
  (chosen.length === 0 || !strange.some((part) => soundsDoubtful(part)));
