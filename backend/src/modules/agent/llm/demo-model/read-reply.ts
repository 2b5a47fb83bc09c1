import type { ExtractedAnswer } from '../../../../generated/baml_client/types.js';
import type { DemoRequest } from './demo-request.js';
import { findFirst, findWords, type Mention, tellingWords } from './find-words.js';
import { type DemoField, fillField } from './read-form-reply.js';

interface Option {
  readonly value: string;
  readonly label: string;
}
type Part = ExtractedAnswer['parts'][number];
type Question = Readonly<Record<string, unknown>>;

/** Doubt, condition, negation, question: a careful reader would ask. */
const DOUBT =
  /\b(?:not|no|never|maybe|perhaps|unsure|probably|whatever|if|unless|except|but|nicht|kein\w*|vielleicht|wenn|aber)\b|n['’]t|\?/i;

const NAMED = 0.95;
/** A word that only this option has: "the beta list" is Beta users. */
const MEANT = 0.9;
const DOUBTED = 0.5;

const isOption = (option: unknown): option is Option =>
  typeof option === 'object' && option !== null && 'value' in option && 'label' in option;

const chosen = (options: readonly Option[], text: string): Part[] =>
  options.flatMap((option) => {
    const others = options
      .filter((other) => other !== option)
      .flatMap(({ label, value }) => tellingWords(label, value));
    const own = tellingWords(option.label, option.value).filter((word) => !others.includes(word));
    const named = findWords(text, option.label);
    const meant: Mention | undefined = named ?? findFirst(text, own);
    return meant ? [part('option', option.value, meant.quote, named ? NAMED : MEANT)] : [];
  });

const part = (field: string, value: string, quote: string, confidence: number): Part => ({
  field,
  value,
  quote,
  confidence,
});

const fieldsOf = (question: Question): DemoField[] => {
  const { properties = {} } = (question.schema ?? {}) as { properties?: Record<string, Omit<DemoField, 'name'>> };
  return Object.entries(properties).map(([name, property]) => ({ ...property, name }));
};

const filled = (fields: readonly DemoField[], text: string): Part[] =>
  fields.flatMap((field) => fillField(text, field).map(({ value, quote }) => part(field.name, value, quote, MEANT)));

/** What the demo model reads out of a free answer: words that stand there, and half as sure when there is doubt. */
export const readReply = ({ reply }: DemoRequest): ExtractedAnswer => {
  if (!reply) return { parts: [], unclear: 'There is no reply.' };
  const { question, text } = reply;
  const options = Array.isArray(question.options) ? question.options.filter(isOption) : [];
  const parts = options.length > 0 ? chosen(options, text) : filled(fieldsOf(question), text);
  const sure = !DOUBT.test(text);
  return {
    parts: parts.map((one) => (sure ? one : { ...one, confidence: DOUBTED })),
    unclear: parts.length > 0 ? null : 'It names nothing that was asked for.',
  };
};
