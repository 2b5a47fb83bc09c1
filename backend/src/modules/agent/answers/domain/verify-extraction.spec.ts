import type { FeedbackQuestion } from '@parley/contracts';
import { feedbackQuestionSchema } from '@parley/contracts';
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
    ['approves', read(approval, 'yes', part('option', 'approve', 'yes', 1))],
  ])('counts for nothing when it %s', (_what, understood) => expect(understood.kind).toBe('not_understood'));

  it('fills a form with values of their types', () => {
    const parts = [
      part('room', 'blue', 'blue'),
      part('seats', '6', 'six'),
      part('quiet', 'true', 'quiet'),
      part('days', 'mon', 'mon'),
      part('days', 'tue', 'tue'),
    ];
    expect(read(form, 'the blue one, six seats, quiet, mon and tue', ...parts)).toMatchObject({
      ...{
        kind: 'understood',
        answer: { type: 'FORM', values: { room: 'blue', seats: 6, quiet: true, days: ['mon', 'tue'] } },
      },
    });
  });
});
