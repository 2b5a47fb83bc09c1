import { describe, expect, it } from 'vitest';
import type { Question } from '../../../llm/prompts/conversation.js';
import { toFeedbackQuestion } from './to-feedback-question.js';
import { UnusableQuestionError } from './unusable-question.error.js';

const asks = (part: Partial<Question>): Question => ({
  type: 'TEXT',
  question: 'Which?',
  context: 'Because.',
  options: [],
  allowOther: false,
  fields: [],
  urgency: 'NORMAL',
  ...part,
});
const option = (value: string, label = value) => ({ value, label });
const field = (name: string, type: Question['fields'][number]['type'] = 'string', enumValues: string[] = []) => ({
  name,
  label: name,
  type,
  required: true,
  enumValues,
});
const action = (argumentsJson: string, tool = 'db.drop', target = 'prod', destructive = true) => ({
  tool,
  target,
  argumentsJson,
  destructive,
});

describe('toFeedbackQuestion', () => {
  it('carries question, reason and urgency', () => {
    expect(toFeedbackQuestion(asks({ urgency: 'HIGH' }))).toMatchObject({
      type: 'TEXT',
      question: 'Which?',
      context: 'Because.',
      urgency: 'HIGH',
    });
  });

  it('carries options as they are', () => {
    const options = [{ value: 'a', label: 'A', description: 'first' }, option('b')];
    expect(toFeedbackQuestion(asks({ type: 'CHOICE', options, allowOther: true }))).toMatchObject({
      type: 'CHOICE',
      options: [
        { value: 'a', label: 'A', description: 'first' },
        { value: 'b', label: 'b' },
      ],
      allowOther: true,
    });
  });

  it.each<[string, Partial<Question>, string]>([
    ['a choice of one', { type: 'CHOICE', options: [option('a')] }, 'TEXT'],
    ['a choice of none', { type: 'MULTI_CHOICE' }, 'TEXT'],
    ['the same value twice', { type: 'CHOICE', options: [option('a'), option('a', 'B')] }, 'TEXT'],
    ['blank options', { type: 'CHOICE', options: [option('a'), option(' ', '')] }, 'TEXT'],
    ['a form without fields', { type: 'FORM' }, 'TEXT'],
    ['a form of nameless fields', { type: 'FORM', fields: [{ ...field('???'), label: '' }] }, 'TEXT'],
    ['an approval of the words alone', { type: 'APPROVAL' }, 'APPROVAL'],
    ['a notice', { type: 'NOTICE' }, 'NOTICE'],
  ])('makes a sane question of %s', (_what, part, type) => expect(toFeedbackQuestion(asks(part)).type).toBe(type));

  it('leaves room for the rest when there are too many options', () => {
    const options = Array.from({ length: 25 }, (_, index) => option(`o${index}`));
    const question = toFeedbackQuestion(asks({ type: 'CHOICE', options }));
    expect(question).toMatchObject({ allowOther: true });
    expect(question.type === 'CHOICE' && question.options).toHaveLength(20);
  });

  it('builds the form, with names that fit and each name once', () => {
    const fields = [
      field('Due date', 'date'),
      field('2nd-name'),
      field('Due date', 'number'),
      field('size', 'enum', ['S', 'M', 'M', '']),
      field('none', 'enum'),
      field('guests', 'string_list'),
    ];
    expect(toFeedbackQuestion(asks({ type: 'FORM', fields }))).toMatchObject({
      schema: {
        required: ['Due_date', 'nd_name', 'size', 'none', 'guests'],
        properties: {
          Due_date: { type: 'string', format: 'date', title: 'Due date' },
          nd_name: { type: 'string' },
          size: { type: 'string', enum: ['S', 'M'] },
          none: { type: 'string' },
          guests: { type: 'array', items: { type: 'string' } },
        },
      },
    });
  });

  it('binds an approval to the exact call or diff', () => {
    const call = asks({ type: 'APPROVAL', action: action('{"table":"users","n":[1,null]}') });
    expect(toFeedbackQuestion(call)).toMatchObject({
      action: { tool: 'db.drop', target: 'prod', arguments: { table: 'users', n: [1, null] } },
    });
    const change = asks({ type: 'APPROVAL', diff: '--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b' });
    expect(toFeedbackQuestion(change)).toMatchObject({ diff: '--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n' });
  });

  it.each([true, false])('says whether the call can be undone (destructive: %s)', (destructive) => {
    const call = asks({ type: 'APPROVAL', action: action('{}', 'mail.send', 'ann', destructive) });
    expect(toFeedbackQuestion(call)).toMatchObject({ action: { destructive } });
  });

  it.each<[string, Partial<Question>]>([
    ['no question', { question: ' \n' }],
    ['arguments that are no JSON', { type: 'APPROVAL', action: action('{table: users') }],
    ['arguments that are a list', { type: 'APPROVAL', action: action('[1]') }],
    ['no tool', { type: 'APPROVAL', action: action('{}', ' ') }],
    ['a target too long to show', { type: 'APPROVAL', action: action('{}', 'x', 'y'.repeat(501)) }],
    ['a diff that is none', { type: 'APPROVAL', diff: 'just change it' }],
  ])('refuses %s', (_what, part) => expect(() => toFeedbackQuestion(asks(part))).toThrow(UnusableQuestionError));

  it('keeps NUL, half surrogates and excess length out', () => {
    const question = toFeedbackQuestion(asks({ question: `a\0${'🎉'.repeat(2_000)}\ud83c` }));
    expect(question.question.length).toBeLessThanOrEqual(2_000);
    expect(question.question).not.toContain('\0');
    expect(question.question.isWellFormed()).toBe(true);
  });
});
