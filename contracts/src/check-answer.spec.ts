import { describe, expect, it } from 'vitest';
import { checkAnswer } from './check-answer.js';
import { type FeedbackAnswer, type FeedbackQuestionInput, feedbackQuestionSchema } from './feedback.js';

const options = [
  { value: 'a', label: 'Apples' },
  { value: 'b', label: 'Pears' },
];
const bindingHash = 'f'.repeat(64);
const form: FeedbackQuestionInput = {
  type: 'FORM',
  question: 'Details?',
  schema: {
    type: 'object',
    required: ['people', 'day'],
    order: ['people', 'day', 'room', 'video', 'guests'],
    properties: {
      day: { type: 'string', format: 'date', title: 'Day' },
      people: { type: 'integer', minimum: 1, maximum: 12, title: 'People' },
      room: { type: 'string', enum: ['Aare', 'Limmat'] },
      video: { type: 'boolean' },
      guests: { type: 'array', items: { type: 'string' }, maxItems: 2 },
    },
  },
};
const approval: FeedbackQuestionInput = {
  type: 'APPROVAL',
  question: 'Run it?',
  action: { tool: 'rm', arguments: {} },
};

const change: FeedbackQuestionInput = {
  type: 'APPROVAL',
  question: 'Apply it?',
  diff: '--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n@@ -5 +5 @@\n-a\n+b\n',
};

const check = (question: FeedbackQuestionInput, answer: FeedbackAnswer) =>
  checkAnswer(feedbackQuestionSchema.parse(question), answer);

describe('checkAnswer takes', () => {
  it.each<[string, FeedbackQuestionInput, FeedbackAnswer, string]>([
    [
      'a part of a diff, and says which',
      change,
      { type: 'APPROVAL', decision: 'approve', approvedHunks: ['x#1'], bindingHash },
      'Approved in part (x, part 2)',
    ],

    ['text', { type: 'TEXT', question: '?' }, { type: 'TEXT', text: 'hello' }, 'hello'],
    ['a choice', { type: 'CHOICE', question: '?', options }, { type: 'CHOICE', value: 'b' }, 'Pears'],
    [
      'another choice',
      { type: 'CHOICE', question: '?', options, allowOther: true },
      { type: 'CHOICE', other: 'figs' },
      'figs',
    ],
    [
      'choices, each once',
      { type: 'MULTI_CHOICE', question: '?', options },
      { type: 'MULTI_CHOICE', values: ['b', 'a', 'b'] },
      'Pears, Apples',
    ],
    [
      'no choice where none is needed',
      { type: 'MULTI_CHOICE', question: '?', options, minChoices: 0 },
      { type: 'MULTI_CHOICE', values: [] },
      'None of them',
    ],
    ['approval', approval, { type: 'APPROVAL', decision: 'approve', bindingHash }, 'Approved'],
    [
      'approval with edits',
      approval,
      { type: 'APPROVAL', decision: 'approve', editedArguments: { x: 1 }, bindingHash },
      'Approved with edits',
    ],
    [
      'rejection with a reason',
      approval,
      { type: 'APPROVAL', decision: 'reject', comment: 'not today', bindingHash },
      'Rejected: not today',
    ],
    [
      'a form, told in its own order',
      form,
      { type: 'FORM', values: { day: '2026-11-20', guests: ['Jo', 'Al'], people: 3 } },
      'People: 3; Day: 2026-11-20; guests: Jo, Al',
    ],
    ['a notice', { type: 'NOTICE', question: 'Done.' }, { type: 'NOTICE' }, 'Seen'],
  ])('%s', (_name, question, answer, text) => expect(check(question, answer)).toEqual({ ok: true, text }));
});

describe('checkAnswer refuses, and names the place', () => {
  it.each<[string, FeedbackQuestionInput, FeedbackAnswer, string]>([
    [
      'a hunk that is not in the diff',
      change,
      { type: 'APPROVAL', decision: 'approve', approvedHunks: ['x#1', 'x#2'], bindingHash },
      'approvedHunks.1',
    ],

    ['another type', { type: 'TEXT', question: '?' }, { type: 'NOTICE' }, 'type'],
    ['an unknown option', { type: 'CHOICE', question: '?', options }, { type: 'CHOICE', value: 'c' }, 'value'],
    ['a label for a value', { type: 'CHOICE', question: '?', options }, { type: 'CHOICE', value: 'Apples' }, 'value'],
    [
      'free text where only options count',
      { type: 'CHOICE', question: '?', options },
      { type: 'CHOICE', other: 'figs' },
      'other',
    ],
    [
      'one unknown among several',
      { type: 'MULTI_CHOICE', question: '?', options },
      { type: 'MULTI_CHOICE', values: ['a', 'c'] },
      'values.1',
    ],
    ['too few', { type: 'MULTI_CHOICE', question: '?', options }, { type: 'MULTI_CHOICE', values: [] }, 'values'],
    [
      'edits in a rejection',
      approval,
      { type: 'APPROVAL', decision: 'reject', editedArguments: {}, bindingHash },
      'decision',
    ],
    [
      'hunks without a diff',
      approval,
      { type: 'APPROVAL', decision: 'approve', approvedHunks: ['a#0'], bindingHash },
      'approvedHunks',
    ],
    [
      'edits without a tool call',
      { type: 'APPROVAL', question: '?' },
      { type: 'APPROVAL', decision: 'approve', editedArguments: {}, bindingHash },
      'editedArguments',
    ],
    ['a missing field', form, { type: 'FORM', values: { people: 3 } }, 'values.day'],
    ['a date that does not exist', form, { type: 'FORM', values: { people: 3, day: '2026-02-30' } }, 'values.day'],
    ['a number out of range', form, { type: 'FORM', values: { people: 13, day: '2026-11-20' } }, 'values.people'],
    ['a fraction for an integer', form, { type: 'FORM', values: { people: 1.5, day: '2026-11-20' } }, 'values.people'],
    [
      'a value that is not in the list',
      form,
      { type: 'FORM', values: { people: 1, day: '2026-11-20', room: 'Rhein' } },
      'values.room',
    ],
    [
      'too long a list',
      form,
      { type: 'FORM', values: { people: 1, day: '2026-11-20', guests: ['a', 'b', 'c'] } },
      'values.guests',
    ],
    ['an unknown field', form, { type: 'FORM', values: { people: 1, day: '2026-11-20', x: 1 } }, 'values'],
  ])('%s', (_name, question, answer, path) =>
    expect(check(question, answer)).toMatchObject({ ok: false, problems: [{ path }] }),
  );
});

describe('a question', () => {
  it.each<[string, unknown]>([
    ['with one option', { type: 'CHOICE', question: '?', options: options.slice(1) }],
    [
      'with 21 options',
      {
        type: 'CHOICE',
        question: '?',
        options: Array.from({ length: 21 }, (_, i) => ({ value: `${i}`, label: `${i}` })),
      },
    ],
    ['with the same value twice', { type: 'CHOICE', question: '?', options: [options[0], options[0]] }],
    ['with a form without fields', { type: 'FORM', question: '?', schema: { type: 'object', properties: {} } }],
    [
      'with a required field that is none',
      {
        type: 'FORM',
        question: '?',
        schema: { type: 'object', properties: { a: { type: 'boolean' } }, required: ['b'] },
      },
    ],
    ['that is blank', { type: 'TEXT', question: '  ' }],
    ['with NUL', { type: 'TEXT', question: 'a\0' }],
    ['with half a character', { type: 'TEXT', question: '\ud83c' }],
    ['with a member nobody knows', { type: 'TEXT', question: '?', x: 1 }],
  ])('%s is refused', (_name, question) => expect(feedbackQuestionSchema.safeParse(question).success).toBe(false));
});
