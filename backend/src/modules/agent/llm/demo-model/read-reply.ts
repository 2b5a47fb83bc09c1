import type { ExtractedAnswer } from '../../../../generated/baml_client/types.js';
import type { DemoRequest } from './demo-request.js';

interface Option {
  value: string;
  label: string;
}

/** Doubt, condition, negation: a careful reader would ask. */
const DOUBT = /\b(not|no|maybe|perhaps|unsure|sure\?|if|unless|except|but)\b|n't|\?/i;

const isOption = (option: unknown): option is Option =>
  typeof option === 'object' && option !== null && 'value' in option && 'label' in option;

const part = (field: string, value: string, quote: string, confidence: number) => ({ field, value, quote, confidence });

/** The words of a label as they stand in the text, or its first longer word: "the beta list" is Beta users. */
const mention = (text: string, { label, value }: Option): { quote: string; whole: boolean } | undefined => {
  const at = text.toLowerCase().indexOf(label.toLowerCase());
  if (at >= 0) return { quote: text.slice(at, at + label.length), whole: true };
  for (const word of [...label.split(/\W+/), value].filter((one) => one.length > 3)) {
    const place = text.toLowerCase().indexOf(word.toLowerCase());
    if (place >= 0) return { quote: text.slice(place, place + word.length), whole: false };
  }
  return undefined;
};

const fields = (question: Readonly<Record<string, unknown>>): string[] => {
  const schema = question.schema as { properties?: Record<string, unknown> } | undefined;
  return Object.keys(schema?.properties ?? {});
};

/** "the room is blue" fills the field `room` with `blue`: the word after the field's name and a small word. */
const filled = (text: string, field: string) => {
  const words = new RegExp(`\\b${field}\\b(?:\\s+(?:is|should be|will be|:|=))?\\s+([^\\s,.;]+)`, 'i').exec(text);
  return words?.[1] === undefined ? [] : [part(field, words[1], words[0], 0.9)];
};

/** What the demo model reads out of a free answer: words that stand there, and less sure when there is doubt. */
export const readReply = ({ reply }: DemoRequest): ExtractedAnswer => {
  if (!reply) return { parts: [], unclear: 'There is no reply.' };
  const { question, text } = reply;
  const doubt = DOUBT.test(text);
  const options = Array.isArray(question.options) ? question.options.filter(isOption) : [];
  const chosen = options.flatMap((option) => {
    const found = mention(text, option);
    return found ? [part('option', option.value, found.quote, doubt ? 0.5 : found.whole ? 0.95 : 0.7)] : [];
  });
  const parts = options.length ? chosen : fields(question).flatMap((field) => filled(text, field));
  return { parts, unclear: parts.length ? null : 'It names nothing that was asked for.' };
};
