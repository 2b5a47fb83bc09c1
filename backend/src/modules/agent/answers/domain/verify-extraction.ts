import { checkAnswer, type FeedbackAnswer, type FeedbackQuestion } from '@parley/contracts';
import { concludeForm, draftOf } from '../../../feedback/domain/answer-grammar/form.js';
import { mentionedOptions, soundsDoubtful } from '../../../feedback/domain/answer-grammar/mentions.js';
import { nameMatcher } from '../../../feedback/domain/answer-grammar/option-match.js';
import { quoteSays, standingOf } from './evidence.js';

export interface ExtractedPart {
  readonly field: string;
  readonly value: string;
  readonly quote: string;
  readonly confidence: number;
}

/** What a model says it read: a part for each option or field, with the words it took it from. */
export interface Extraction {
  readonly parts: readonly ExtractedPart[];
  readonly unclear?: string | null | undefined;
}

export interface Understood {
  /** `confirm`: its author should say yes to it first. */
  kind: 'understood' | 'confirm';
  answer: FeedbackAnswer;
  quotes: string[];
  /** Of the least sure part, 0 to 1. */
  confidence: number;
}
export type Understanding = Understood | { kind: 'not_understood'; why: string };

type Form = Extract<FeedbackQuestion, { type: 'FORM' }>;
type Choices = Extract<FeedbackQuestion, { type: 'CHOICE' | 'MULTI_CHOICE' }>;

/** Below it, a person is asked whether that is what they meant (FB-12). */
const BAR = 0.85;

const no = (why: string): Understanding => ({ kind: 'not_understood', why });

const formAnswer = (form: Form, parts: readonly ExtractedPart[]): FeedbackAnswer | null => {
  const texts = new Map<string, string[]>();
  for (const { field, value } of parts) {
    if (!Object.hasOwn(form.schema.properties, field)) return null;
    const isList = form.schema.properties[field]?.type === 'array';
    const given = texts.get(field) ?? [];
    texts.set(field, isList ? [[...given, value].join('\n')] : [...given, value]);
  }
  const concluded = concludeForm(form, draftOf(form, texts));
  return concluded.ok ? concluded.answer : null;
};

/** By value, or by the label that stands beside it: a model copies either. */
const choiceAnswer = ({ type, options }: Choices, parts: readonly ExtractedPart[]): FeedbackAnswer | null => {
  const match = nameMatcher(options);
  const found = parts.map(({ value }) => {
    const exact = options.find((option) => option.value === value);
    const named = match(value);
    return exact ?? (named.kind === 'one' ? named.option : null);
  });
  const values = [...new Set(found.flatMap((option) => (option ? [option.value] : [])))];
  if (found.includes(null)) return null;
  if (type === 'MULTI_CHOICE') return { type, values };
  return values.length === 1 ? { type, value: values[0] as string } : null;
};

/** The question is one that a model may read. */
const answerOf = (question: FeedbackQuestion, parts: readonly ExtractedPart[]): FeedbackAnswer | null => {
  if (question.type === 'FORM') return formAnswer(question, parts);
  return question.type === 'CHOICE' || question.type === 'MULTI_CHOICE' ? choiceAnswer(question, parts) : null;
};

/** What the text names beside what was chosen: "Everyone, unlike last time the beta users". */
const namesOthers = (question: FeedbackQuestion, reply: string, answer: FeedbackAnswer): boolean => {
  if (question.type !== 'CHOICE' && question.type !== 'MULTI_CHOICE') return false;
  const chosen = answer.type === 'MULTI_CHOICE' ? answer.values : answer.type === 'CHOICE' ? [answer.value] : [];
  return mentionedOptions(question.options, reply).some(({ value }) => !chosen.includes(value));
};

const isProven = (question: FeedbackQuestion, { field, value, quote }: ExtractedPart, reply: string): boolean => {
  const property = question.type === 'FORM' ? question.schema.properties[field] : undefined;
  return standingOf(quote, reply) === 'to the letter' && (!property || quoteSays(property, quote, value));
};

/**
 * Believes nothing of a model that is not in the text: every quote must stand in the reply and every value must fit the
 * question. What is sure, quoted to the letter and said without a "not" or an "if" is understood; the rest is for its
 * author to confirm. An approval is never understood here, whatever a model says (FB-11).
 */
export const verifyExtraction = (question: FeedbackQuestion, reply: string, extraction: Extraction): Understanding => {
  const { parts, unclear } = extraction;
  if (parts.length === 0) return no(unclear ?? 'Nothing in it answers the question.');
  if (parts.some(({ quote }) => standingOf(quote, reply) === 'missing'))
    return no('It quotes words that are not there.');
  const answer = answerOf(question, parts);
  if (!answer || !checkAnswer(question, answer).ok) return no('What it says does not fit the question.');
  const confidence = Math.min(...parts.map((part) => part.confidence));
  if (!(confidence >= 0 && confidence <= 1)) return no('It does not say how sure it is.');
  const doubtful = Boolean(unclear) || soundsDoubtful(reply) || namesOthers(question, reply, answer);
  const sure = confidence >= BAR && !doubtful && parts.every((part) => isProven(question, part, reply));
  return { kind: sure ? 'understood' : 'confirm', answer, quotes: parts.map(({ quote }) => quote), confidence };
};
