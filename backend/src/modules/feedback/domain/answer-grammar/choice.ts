import type { FeedbackOption, FeedbackQuestion } from '@parley/contracts';
import { withoutCourtesy } from './courtesy.js';
import { type Decision, readDecision } from './decision.js';
import { choiceHint } from './hints.js';
import { everywhere } from './languages/index.js';
import { speaksOfOptions } from './mentions.js';
import { foldName, normalise } from './normalise.js';
import { optionMatcher } from './option-match.js';
import { noMatch, type Reading, read, unclear } from './reading.js';

type Choice = Extract<FeedbackQuestion, { type: 'CHOICE' }>;

const readsAs = ({ value, label }: FeedbackOption, decision: Decision): boolean =>
  readDecision(value) === decision || readDecision(label) === decision;

/** Of two options that are a yes and a no, the one that a whole yes or no means. */
const matchDecision = (options: readonly FeedbackOption[], text: string): FeedbackOption | undefined => {
  const decision = options.length === 2 ? readDecision(text) : null;
  if (!decision) return undefined;
  const opposite = decision === 'yes' ? 'no' : 'yes';
  const meant = options.filter((option) => readsAs(option, decision));
  return meant.length === 1 && options.some((option) => readsAs(option, opposite)) ? meant[0] : undefined;
};

const OTHER = new Set(everywhere('other').map(foldName));

/** `other: my own words`. */
export const explicitOther = (text: string): string | null => {
  const at = text.search(/[:：]/);
  const words = text.slice(at + 1).trim();
  return at > 0 && at < 40 && words !== '' && OTHER.has(foldName(text.slice(0, at))) ? words : null;
};

/** Free words that nobody can take for one of the options. */
export const isFreeText = (options: readonly FeedbackOption[], text: string): boolean =>
  /[\p{L}\p{N}]/u.test(withoutCourtesy(normalise(text))) &&
  readDecision(text) === null &&
  !speaksOfOptions(options, text);

export const readChoice = ({ options, allowOther }: Choice, text: string): Reading => {
  const hint = choiceHint(options, allowOther);
  const found = optionMatcher(options)(text);
  if (found.kind === 'one') return read({ type: 'CHOICE', value: found.option.value });
  if (found.kind === 'several') return unclear(`${hint} To choose by its place in the list, write for example #1.`);
  const decided = matchDecision(options, text);
  if (decided) return read({ type: 'CHOICE', value: decided.value });
  const other = explicitOther(text);
  if (allowOther && other !== null) return read({ type: 'CHOICE', other });
  if (allowOther && isFreeText(options, text)) return read({ type: 'CHOICE', other: text.trim() });
  return speaksOfOptions(options, text) ? unclear(hint) : noMatch(hint);
};
