import type { FeedbackQuestion } from '@parley/contracts';
import { checkAnswer, feedbackQuestionSchema } from '@parley/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verifyExtraction } from './verify-extraction.js';

const options = [
  { value: 'beta', label: 'Beta users' },
  { value: 'all', label: 'Everyone' },
];
const choice = feedbackQuestionSchema.parse({ type: 'CHOICE', question: 'Who?', options });
const several = feedbackQuestionSchema.parse({ type: 'MULTI_CHOICE', question: 'Who?', options });
const form = feedbackQuestionSchema.parse({
  type: 'FORM',
  question: 'Which room?',
  schema: {
    type: 'object',
    properties: {
      room: { type: 'string' },
      seats: { type: 'integer' },
      quiet: { type: 'boolean' },
      days: { type: 'array', items: { type: 'string' } },
    },
    required: ['room'],
  },
});
const approval = feedbackQuestionSchema.parse({ type: 'APPROVAL', question: 'May I?' });
const part = (field: string, value: string, quote: string, confidence = 0.95) => ({ field, value, quote, confidence });
const read = (question: FeedbackQuestion, reply: string, ...parts: ReturnType<typeof part>[]) =>
  verifyExtraction(question, reply, { parts });

describe('what a model has read', () => {
  it('is understood when it is sure and quotes word for word', () => {
    expect(read(choice, 'Take the beta users.', part('option', 'beta', 'beta users'))).toEqual({
      ...{ kind: 'understood', answer: { type: 'CHOICE', value: 'beta' }, quotes: ['beta users'], confidence: 0.95 },
    });
    expect(
      read(several, 'beta, and Everyone', part('option', 'beta', 'beta'), part('option', 'all', 'Everyone')),
    ).toMatchObject({
      ...{ kind: 'understood', answer: { type: 'MULTI_CHOICE', values: ['beta', 'all'] } },
    });
  });

  it.each([
    ['less sure than the bar', read(choice, 'beta users', part('option', 'beta', 'beta users', 0.84))],
    ['quoted in other letters', read(choice, 'BETA  users', part('option', 'beta', 'beta users'))],
    [
      'said to be unclear',
      verifyExtraction(choice, 'beta users', { parts: [part('option', 'beta', 'beta users')], unclear: 'Or all?' }),
    ],
    [
      'as unsure as its least sure part',
      read(several, 'beta all', part('option', 'beta', 'beta'), part('option', 'all', 'all', 0.2)),
    ],
    ['said with a doubt', read(choice, 'perhaps the beta users', part('option', 'beta', 'beta users'))],
    ['said with a condition', read(choice, 'wenn es geht, beta users', part('option', 'beta', 'beta users'))],
    ['said with a negation', read(choice, 'not the beta users', part('option', 'beta', 'beta users'))],
    ['asked', read(choice, 'beta users?', part('option', 'beta', 'beta users'))],
    [
      'one of two that are named',
      read(choice, 'everyone was too many: beta users', part('option', 'beta', 'beta users')),
    ],
    [
      'a number that only the model counted',
      read(form, 'blue, six seats', part('room', 'blue', 'blue'), part('seats', '6', 'six seats')),
    ],
    ['a value that its quote does not say', read(form, 'the usual room', part('room', 'blue', 'the usual room'))],
  ])('is to be confirmed when it is %s', (_what, understood) => expect(understood.kind).toBe('confirm'));

  it.each([
    ['quotes what is not there', read(choice, 'No idea.', part('option', 'beta', 'beta users'))],
    ['quotes nothing', read(choice, 'beta users', part('option', 'beta', ' '))],
    ['names no option', read(choice, 'delete all', part('option', 'delete_all', 'delete all'))],
    ['names two for one', read(choice, 'beta all', part('option', 'beta', 'beta'), part('option', 'all', 'all'))],
    ['has no parts', read(choice, 'beta users')],
    ['names an unknown field', read(form, 'room blue', part('room', 'blue', 'blue'), part('owner', 'eve', 'room'))],
    [
      'names a field of every object',
      read(form, 'room blue', part('room', 'blue', 'blue'), part('constructor', 'x', 'room')),
    ],
    ['leaves out what is required', read(form, '6 seats', part('seats', '6', '6 seats'))],
    [
      'gives no number for one',
      read(form, 'blue, many seats', part('room', 'blue', 'blue'), part('seats', 'many', 'many')),
    ],
    ['is surer than sure', read(choice, 'beta users', part('option', 'beta', 'beta users', 1.5))],
    ['is no number sure', read(choice, 'beta users', part('option', 'beta', 'beta users', Number.NaN))],
    ['gives a field twice', read(form, 'blue or red', part('room', 'blue', 'blue'), part('room', 'red', 'red'))],
    ['approves', read(approval, 'yes', part('option', 'approve', 'yes', 1))],
  ])('counts for nothing when it %s', (_what, understood) => expect(understood.kind).toBe('not_understood'));

  it('fills a form with values of their types', () => {
    const parts = [
      part('room', 'blue', 'blue'),
      part('seats', '6', '6 seats'),
      part('quiet', 'true', 'quiet'),
      part('days', 'mon', 'mon'),
      part('days', 'tue', 'tue'),
    ];
    expect(read(form, 'the blue one, 6 seats, quiet, mon and tue', ...parts)).toMatchObject({
      ...{
        kind: 'understood',
        answer: { type: 'FORM', values: { room: 'blue', seats: 6, quiet: true, days: ['mon', 'tue'] } },
      },
    });
  });

  it('may name an option by its label', () =>
    expect(read(choice, 'beta users it is', part('option', 'Beta users', 'beta users'))).toMatchObject({
      kind: 'understood',
      answer: { value: 'beta' },
    }));

  it('whatever it is, is an answer the question takes and words of the reply, or nothing (T25)', () => {
    const words = fc.constantFrom(
      'beta',
      'Beta users',
      'all',
      'Everyone',
      'room',
      'seats',
      '6',
      'true',
      'blue',
      'option',
      'x',
      ' ',
    );
    const parts = fc.array(
      fc.record({
        field: fc.oneof(words, fc.constantFrom('__proto__', 'constructor', 'days')),
        value: fc.oneof(words, fc.string()),
        quote: fc.oneof(words, fc.string()),
        confidence: fc.oneof(fc.constantFrom(0, 0.84, 0.85, 1), fc.double()),
      }),
      { maxLength: 4 },
    );
    const reply = fc.array(words, { maxLength: 6 }).map((list) => list.join(' '));
    fc.assert(
      fc.property(fc.constantFrom(choice, several, form, approval), reply, parts, (question, text, given) => {
        const result = verifyExtraction(question, text, { parts: given });
        if (result.kind === 'not_understood') return;
        expect(question).not.toBe(approval);
        expect(checkAnswer(question, result.answer).ok).toBe(true);
        for (const quote of result.quotes) expect(text.toLowerCase()).toContain(quote.toLowerCase().trim());
        expect(result.kind === 'confirm' || result.confidence >= 0.85).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });
});
