import { checkAnswer, type FeedbackAnswer, type FeedbackQuestion } from '@parley/contracts';

/** What a model says it read: a part per option or field, with the words it took it from. */
export interface Extraction {
  readonly parts: readonly { field: string; value: string; quote: string; confidence: number }[];
  readonly unclear?: string | null | undefined;
}

export interface Understood {
  /** `confirm`: its author should say yes to it first. */
  kind: 'understood' | 'confirm';
  answer: FeedbackAnswer;
  quotes: string[];
  confidence: number;
}
export type Understanding = Understood | { kind: 'not_understood'; why: string };

/** Below it, a person is asked whether that is what they meant (FB-12). */
const BAR = 0.85;

type Form = Extract<FeedbackQuestion, { type: 'FORM' }>;
type FormValue = string | number | boolean | string[];

const no = (why: string): Understanding => ({ kind: 'not_understood', why });
const folded = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();

const fieldValue = (
  property: Form['schema']['properties'][string] | undefined,
  values: string[],
): FormValue | undefined => {
  const [first] = values;
  if (!property || first === undefined) return undefined;
  if (property.type === 'array') return values;
  if (values.length > 1) return undefined;
  if (property.type === 'boolean') return first === 'true' ? true : first === 'false' ? false : undefined;
  return property.type === 'number' || property.type === 'integer' ? Number(first) : first;
};

const formAnswer = ({ schema }: Form, { parts }: Extraction): FeedbackAnswer | null => {
  const values: Record<string, FormValue> = {};
  for (const [field, own] of Map.groupBy(parts, (part) => part.field)) {
    const known = Object.hasOwn(schema.properties, field) ? schema.properties[field] : undefined;
    const value = fieldValue(
      known,
      own.map((part) => part.value),
    );
    if (value === undefined) return null;
    values[field] = value;
  }
  return { type: 'FORM', values };
};

const answerOf = (question: FeedbackQuestion, extraction: Extraction): FeedbackAnswer | null => {
  const values = [...new Set(extraction.parts.map(({ value }) => value))];
  if (question.type === 'FORM') return formAnswer(question, extraction);
  if (question.type === 'MULTI_CHOICE') return { type: 'MULTI_CHOICE', values };
  return question.type === 'CHOICE' && values.length === 1 ? { type: 'CHOICE', value: values[0] as string } : null;
};

/**
 * Believes nothing of a model that is not in the text: every quote must stand in the reply and every value must fit the
 * question. What is sure and quoted word for word is understood; the rest is for its author to confirm. An approval is
 * never understood here, whatever a model says (FB-11).
 */
export const verifyExtraction = (question: FeedbackQuestion, reply: string, extraction: Extraction): Understanding => {
  if (!extraction.parts.length) return no(extraction.unclear ?? 'Nothing in it answers the question.');
  const quotes = extraction.parts.map(({ quote }) => quote);
  const text = folded(reply);
  if (quotes.some((quote) => folded(quote) === '' || !text.includes(folded(quote))))
    return no('It quotes words that are not there.');
  const answer = answerOf(question, extraction);
  if (!answer || !checkAnswer(question, answer).ok) return no('What it says does not fit the question.');
  const confidence = Math.min(...extraction.parts.map((part) => part.confidence));
  const sure = confidence >= BAR && !extraction.unclear && quotes.every((quote) => reply.includes(quote));
  return { kind: sure ? 'understood' : 'confirm', answer, quotes, confidence };
};
