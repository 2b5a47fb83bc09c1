import { type FeedbackQuestionInput, feedbackQuestionSchema } from '@parley/contracts';
import fc from 'fast-check';
import type { FeedbackCard } from '../../src/modules/channels/index.js';
import { answered, cardOf } from './sample-cards.js';

const NASTY = [
  ...['<!channel>', '<@U0MIRA>', '&', '<', '>', '"', '\\', '```', '*b*', '\n', '\n\n', '| a | b |', '# '],
  ...['\u202e', '\u200b', '\u2028', '👩‍👩‍👧', '𝒳', 'e\u0301', 'שלום', `\${x}`, ':tada:', 'https://x.example', 'word '],
];

/** Any text up to a length, also one made of nothing but what is awkward. */
const textOf = (max: number) =>
  fc
    .oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: Math.min(max, 60) }),
      fc.array(fc.constantFrom(...NASTY), { minLength: 1, maxLength: 40 }).map((parts) => parts.join('')),
      fc.constantFrom(...NASTY).map((part) => part.repeat(Math.floor(max / part.length))),
    )
    .map((text) => (text.trim() === '' ? 'x' : text).slice(0, max))
    .map((text) => (text.isWellFormed() ? text : text.slice(0, -1)))
    .filter((text) => text.trim() !== '' && !text.includes('\0'));

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const common = { question: textOf(2_000), context: maybe(textOf(20_000)), urgency: fc.constantFrom('LOW', 'HIGH') };
const options = fc.uniqueArray(fc.record({ value: textOf(200), label: textOf(200), description: maybe(textOf(500)) }), {
  minLength: 2,
  maxLength: 20,
  selector: ({ value }) => value,
});
const field = fc.oneof(
  fc.record({ type: fc.constant('string'), title: maybe(textOf(200)), description: maybe(textOf(1_000)) }),
  fc.record({ type: fc.constant('string'), enum: fc.uniqueArray(textOf(200), { minLength: 1, maxLength: 50 }) }),
  fc.record({
    type: fc.constantFrom('number', 'integer'),
    minimum: maybe(fc.double({ noNaN: true, noDefaultInfinity: true })),
  }),
  fc.record({ type: fc.constant('boolean'), default: maybe(fc.boolean()) }),
  fc.record({
    type: fc.constant('array'),
    items: fc.record({
      type: fc.constant('string'),
      enum: fc.uniqueArray(textOf(200), { minLength: 1, maxLength: 30 }),
    }),
  }),
);
const diffs = textOf(30_000).map((text) => `--- a/f\n+++ b/f\n@@ -0,0 +1 @@\n${text.replaceAll(/^/gm, '+')}`);
const action = fc.record({
  tool: textOf(200),
  target: maybe(textOf(500)),
  arguments: fc.dictionary(textOf(30), fc.oneof(textOf(8_000), fc.integer(), fc.boolean(), fc.constant(null)), {
    maxKeys: 6,
  }),
  destructive: fc.boolean(),
});

const questions = fc.oneof(
  fc.record({ type: fc.constant('TEXT'), ...common, placeholder: maybe(textOf(200)) }),
  fc.record({ type: fc.constantFrom('CHOICE', 'MULTI_CHOICE'), ...common, options, allowOther: fc.boolean() }),
  fc.record({
    type: fc.constant('APPROVAL'),
    ...common,
    action: maybe(action),
    diff: maybe(diffs),
    revisable: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('FORM'),
    ...common,
    schema: fc.record({
      type: fc.constant('object'),
      properties: fc.dictionary(fc.stringMatching(/^[A-Za-z][A-Za-z0-9_]{0,20}$/), field, { minKeys: 1, maxKeys: 30 }),
    }),
  }),
  fc.record({ type: fc.constant('NOTICE'), ...common }),
);

const occasions = fc.constantFrom<Partial<FeedbackCard>>(
  {},
  { expiresAt: '2026-12-24T10:00:00.000Z' },
  { reminder: true },
  { movedTo: 'EMAIL' },
  { handedTo: 'Jun <Park>', actionable: false },
  { status: 'CANCELLED', actionable: false, reason: '*never mind* <!here>' },
  { status: 'EXPIRED', actionable: false },
);

/** Any card that the core may hand to a channel. */
export const anyCard: fc.Arbitrary<FeedbackCard> = fc
  .tuple(questions, occasions, fc.boolean())
  .filter(([question]) => feedbackQuestionSchema.safeParse(question).success)
  .map(([given, occasion, done]) => {
    const question = given as FeedbackQuestionInput;
    return done ? answered(question, question.question) : cardOf(question, occasion);
  });
