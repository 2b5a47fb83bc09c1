import { checkAnswer, type FeedbackQuestionInput, feedbackQuestionSchema } from '@parley/contracts';
import type { ModalView } from '@slack/web-api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FeedbackCard } from '../../domain/feedback-card.js';
import { cardModal } from './card-modal.js';
import type { ModalPurpose } from './control-value.js';
import { optionValue } from './control-value.js';
import { errorBlocks, readSubmission } from './read-submission.js';

const ID = '00000000-0000-4000-8000-000000000003';
const HASH = 'a'.repeat(64);
const AT = { team: 'T0ACME', channel: 'D0001', ts: '2.000001', threadTs: '1.000001' };
const card = (question: FeedbackQuestionInput, over: Partial<FeedbackCard> = {}): FeedbackCard => ({
  requestId: ID,
  sessionId: '00000000-0000-4000-8000-000000000004',
  agent: 'assistant',
  status: 'PENDING',
  question: feedbackQuestionSchema.parse(question),
  bindingHash: question.type === 'APPROVAL' ? HASH : null,
  expiresAt: null,
  response: null,
  reason: null,
  actionable: true,
  reminder: false,
  movedTo: null,
  handedTo: null,
  ...over,
});
const open = (question: FeedbackQuestionInput, purpose: ModalPurpose = 'answer'): ModalView => {
  const view = cardModal(card(question), purpose, AT);
  if (!view) throw new Error('There is no such modal.');
  return view;
};

interface Input {
  block_id: string;
  label: { text: string };
  hint?: { text: string };
  optional?: boolean;
  element: Record<string, unknown> & { type: string; action_id: string; options?: { value: string }[] };
}
const inputs = ({ blocks }: ModalView): Input[] => blocks.filter(({ type }) => type === 'input') as unknown as Input[];

type Filled = Record<string, string | string[] | null>;
/** As Slack sends it: what was typed or chosen, else what stood there at the beginning. */
const stateOf = ({ element }: Input, value: string | string[] | null | undefined): object => {
  const chosen = (of: string) => element.options?.find((option) => option.value === optionValue(of)) ?? null;
  switch (element.type) {
    case 'datepicker':
      return { type: element.type, selected_date: value === undefined ? (element.initial_date ?? null) : value };
    case 'static_select':
    case 'radio_buttons':
      return {
        type: element.type,
        selected_option: value === undefined ? (element.initial_option ?? null) : chosen(value as string),
      };
    case 'checkboxes':
    case 'multi_static_select':
      return { type: element.type, selected_options: ((value ?? []) as string[]).map(chosen) };
    default:
      return { type: element.type, value: value === undefined ? (element.initial_value ?? null) : value };
  }
};
const submit = (view: ModalView, filled: Filled = {}) => ({
  type: 'view_submission',
  team: { id: 'T0ACME', domain: 'acme' },
  user: { id: 'U0MIRA', team_id: 'T0ACME' },
  view: {
    ...view,
    id: 'V1',
    hash: '1.a',
    state: {
      values: Object.fromEntries(
        inputs(view).map((input) => [
          input.block_id,
          { [input.element.action_id]: stateOf(input, filled[input.block_id]) },
        ]),
      ),
    },
  },
});
const answer = (view: ModalView, filled: Filled = {}) => readSubmission(submit(view, filled));

describe('a modal', () => {
  it('is made for each question that takes more than a click, and for no other', () => {
    const purposes = (question: FeedbackQuestionInput, over: Partial<FeedbackCard> = {}) =>
      (['answer', 'edit', 'comment', 'revise'] as const).filter((purpose) =>
        cardModal(card(question, over), purpose, null),
      );
    const options = [1, 2].map((at) => ({ value: `${at}`, label: `${at}` }));
    const text = { type: 'TEXT', question: 'q' } as const;
    const tool = { type: 'APPROVAL', question: 'q', action: { tool: 't', arguments: { a: 'b' } } } as const;
    expect(purposes(text)).toEqual(['answer']);
    expect(purposes({ type: 'CHOICE', question: 'q', options })).toEqual([]);
    expect(purposes({ type: 'CHOICE', question: 'q', options, allowOther: true })).toEqual(['answer']);
    expect(purposes(tool)).toEqual(['edit', 'comment']);
    expect(purposes({ type: 'APPROVAL', question: 'q', diff: 'd' })).toEqual(['comment']);
    expect(purposes({ type: 'APPROVAL', question: 'q', diff: 'd', revisable: true })).toEqual(['comment', 'revise']);
    expect(purposes({ type: 'NOTICE', question: 'q' })).toEqual([]);
    for (const over of [{ actionable: false }, { status: 'ANSWERED', actionable: false }] as const)
      expect(purposes(text, over)).toEqual([]);
    expect(purposes({ ...text, sensitive: true })).toEqual([]);
    expect(purposes(tool, { bindingHash: null })).toEqual([]);
  });

  it('says what it is about', () =>
    expect(open({ type: 'TEXT', question: 'Which <way>?' }).blocks[0]).toMatchObject({
      text: { type: 'plain_text', text: 'Which <way>?' },
    }));
});

describe('what is sent with a modal', () => {
  it('is a text', () =>
    expect(answer(open({ type: 'TEXT', question: 'q' }), { text: ' left & <b>\nthen right ' })).toEqual({
      requestId: ID,
      answer: { type: 'TEXT', text: ' left & <b>\nthen right ' },
      raw: ' left & <b>\nthen right ',
      card: AT,
    }));

  it('is refused beside its field when it says nothing', () =>
    expect(answer(open({ type: 'TEXT', question: 'q' }), { text: '  ' })).toEqual({
      errors: { text: 'Must not be blank' },
    }));

  it('is something else than the options, or some of them', () => {
    const options = [1, 2, 3].map((at) => ({ value: `v ${at}`, label: `Room ${at}` }));
    const choice = { type: 'CHOICE', question: 'q', options, allowOther: true } as const;
    expect(answer(open(choice), { other: 'the garden' })).toMatchObject({
      answer: { type: 'CHOICE', other: 'the garden' },
    });
    const several = open({ ...choice, type: 'MULTI_CHOICE' });
    expect(answer(several, { values: ['v 1', 'v 3'], other: 'the garden' })).toMatchObject({
      answer: { type: 'MULTI_CHOICE', values: ['v 1', 'v 3'], other: 'the garden' },
    });
    expect(answer(several, {})).toMatchObject({ answer: { type: 'MULTI_CHOICE', values: [] } });
  });

  const DELETE = {
    type: 'APPROVAL',
    question: 'q',
    action: {
      tool: 'mail',
      arguments: { to: 'a@b.co', copies: 2, urgent: true, tags: ['x'], note: '' },
      destructive: true,
    },
  } as const;

  it('is a decision with its reason, bound to what was shown', () => {
    const view = open(DELETE, 'comment');
    expect(answer(view, { decision: 'reject', comment: 'Too early' })).toMatchObject({
      answer: { type: 'APPROVAL', decision: 'reject', comment: 'Too early', bindingHash: HASH },
    });
    expect(answer(view, { decision: 'approve', comment: null })).toMatchObject({
      answer: { type: 'APPROVAL', decision: 'approve', bindingHash: HASH },
    });
    expect(JSON.stringify(view.blocks)).toContain('It cannot be undone.');
    expect(answer(view, { comment: 'only words' })).toHaveProperty('errors.decision');
  });

  it('is what should be different, bound to what was shown, and never without words', () => {
    const question = { type: 'APPROVAL', question: 'Merge?', diff: '+x', revisable: true } as const;
    const view = open(question, 'revise');
    expect(readSubmission(submit(view, { comment: 'Use a constant' }))).toMatchObject({
      requestId: ID,
      answer: { type: 'APPROVAL', decision: 'revise', comment: 'Use a constant', bindingHash: HASH },
    });
    const empty = readSubmission(submit(view, { comment: ' ' }));
    if ('errors' in empty) throw new Error('It is for the question to say.');
    const checked = checkAnswer(feedbackQuestionSchema.parse(question), empty.answer);
    expect(!checked.ok && errorBlocks(checked.problems, submit(view, { comment: ' ' }))).toEqual({
      comment: 'Say what should be different',
    });
    expect(cardModal(card({ ...question, revisable: false }), 'revise', AT)).toBeNull();
  });

  it('is an approval with edits, each argument of its own kind', () => {
    const view = open(DELETE, 'edit');
    expect(inputs(view).map(({ label, element }) => `${label.text}: ${element.type}`)).toEqual([
      ...['to: plain_text_input', 'copies: number_input', 'urgent: radio_buttons', 'tags: plain_text_input'],
      ...['note: plain_text_input', 'Comment: plain_text_input'],
    ]);
    const edited = { 'editedArguments.0': 'c@d.co', 'editedArguments.1': '3', 'editedArguments.2': 'false' };
    expect(answer(view, edited)).toMatchObject({
      answer: {
        decision: 'approve',
        editedArguments: { to: 'c@d.co', copies: 3, urgent: false, tags: ['x'], note: '' },
        bindingHash: HASH,
      },
    });
    expect(answer(view, { ...edited, 'editedArguments.3': '["x"' })).toEqual({
      errors: { 'editedArguments.3': 'Is not valid JSON' },
    });
  });

  it('leaves what was not touched as it was, whatever it is', () => {
    const value = fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.boolean(), fc.jsonValue({ maxDepth: 2 }));
    const args = fc.dictionary(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), value, {
      minKeys: 1,
      maxKeys: 8,
    });
    let edited = 0;
    fc.assert(
      fc.property(args, (given) => {
        const question = feedbackQuestionSchema.safeParse({
          ...{ type: 'APPROVAL', question: 'q', action: { tool: 't', arguments: given } },
        });
        const view = question.success ? cardModal({ ...card(DELETE), question: question.data }, 'edit', AT) : null;
        if (!view || question.data?.type !== 'APPROVAL') return;
        edited++;
        expect(answer(view)).toMatchObject({ answer: { editedArguments: question.data.action?.arguments } });
      }),
    );
    expect(edited).toBeGreaterThan(20);
  });

  it.each([
    ['text that is too long for a field', { a: 'x'.repeat(3_001) }],
    ['what a field would hide', { a: 'x\u200by' }],
    ['line ends that a field would change', { a: 'x\r\ny' }],
    ['a number that is not written in digits', { a: 1e30 }],
    ['nothing', {}],
    ['more than a modal holds', Object.fromEntries(Array.from({ length: 41 }, (_, at) => [`a${at}`, 1]))],
    [
      'names that do not fit',
      Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`${at}${'n'.repeat(150)}`, 1])),
    ],
  ])('is edited elsewhere where the arguments hold %s', (_what, given) =>
    expect(cardModal(card({ ...DELETE, action: { tool: 't', arguments: given } }), 'edit', AT)).toBeNull(),
  );
});

describe('a form', () => {
  const long = 'w'.repeat(160);
  const FORM: FeedbackQuestionInput = {
    type: 'FORM',
    question: 'q',
    schema: {
      type: 'object',
      required: ['name', 'count', 'sure', 'when', 'color', 'all', 'tags'],
      properties: {
        name: {
          type: 'string',
          title: 'Your name',
          description: 'As in your passport',
          maxLength: 40,
          default: 'Mira',
        },
        mail: { type: 'string', format: 'email' },
        when: { type: 'string', format: 'date', default: '2026-12-24' },
        count: { type: 'integer', minimum: 1, maximum: 9, default: 2 },
        price: { type: 'number', minimum: 0.5 },
        sure: { type: 'boolean' },
        color: { type: 'string', enum: ['red', 'dark blue'] },
        odd: { type: 'string', enum: [long, 'short'] },
        all: { type: 'array', items: { type: 'string', enum: ['a', 'b'] } },
        many: {
          type: 'array',
          items: { type: 'string', enum: Array.from({ length: 12 }, (_, at) => `t${at}`) },
          minItems: 1,
        },
        tags: { type: 'array', items: { type: 'string' } },
      },
    },
  };
  const question = feedbackQuestionSchema.parse(FORM);
  const of = (name: string): Input => inputs(open(FORM)).find(({ block_id }) => block_id === `values.${name}`)!;

  it('has a field of its kind for each', () => {
    expect(inputs(open(FORM)).map(({ element }) => element.type)).toEqual([
      ...['plain_text_input', 'email_text_input', 'datepicker', 'number_input', 'number_input', 'radio_buttons'],
      ...['static_select', 'plain_text_input', 'checkboxes', 'multi_static_select', 'plain_text_input'],
    ]);
    expect(of('name')).toMatchObject({
      label: { text: 'Your name' },
      hint: { text: 'As in your passport' },
      element: { initial_value: 'Mira', max_length: 40 },
    });
    expect(of('name').optional).toBeUndefined();
    expect(of('mail').optional).toBe(true);
    expect(of('count').element).toMatchObject({
      is_decimal_allowed: false,
      min_value: '1',
      max_value: '9',
      initial_value: '2',
    });
    expect(of('price').element).toMatchObject({ is_decimal_allowed: true, min_value: '0.5' });
    expect(of('odd').hint?.text).toContain(`One of: ${long}, short`);
  });

  it('gives exactly what was filled in, and it fits the question', () => {
    const filled = {
      ...{ 'values.name': 'Noa', 'values.mail': 'n@b.co', 'values.price': '1.5', 'values.sure': 'false' },
      ...{ 'values.color': 'dark blue', 'values.odd': long, 'values.all': ['b'], 'values.many': ['t3', 't11'] },
      ...{ 'values.tags': ' one \n\ntwo' },
    };
    const read = answer(open(FORM), filled);
    if ('errors' in read) throw new Error(JSON.stringify(read.errors));
    expect(read.answer).toEqual({
      type: 'FORM',
      values: {
        ...{ name: 'Noa', mail: 'n@b.co', when: '2026-12-24', count: 2, price: 1.5, sure: false, color: 'dark blue' },
        ...{ odd: long, all: ['b'], many: ['t3', 't11'], tags: ['one', 'two'] },
      },
    });
    expect(checkAnswer(question, read.answer).ok).toBe(true);
  });

  it('leaves out what was left empty, but for lists that may be empty', () => {
    const read = answer(open(FORM), { 'values.sure': 'true', 'values.color': 'red' });
    if ('errors' in read || read.answer.type !== 'FORM') throw new Error('It is not read.');
    expect(Object.keys(read.answer.values)).toEqual(['name', 'when', 'count', 'sure', 'color', 'all', 'tags']);
    expect(checkAnswer(question, read.answer).ok).toBe(true);
  });

  it('tells beside each field what is wrong with it, once', () => {
    const payload = submit(open(FORM), { 'values.sure': 'true' });
    const read = readSubmission(payload);
    if ('errors' in read) throw new Error('It is not read.');
    const broken = { type: 'FORM', values: { count: 12, tags: ['', ''], extra: 1 } } as never;
    const checked = checkAnswer(question, broken);
    if (checked.ok) throw new Error('It fits.');
    const errors = errorBlocks(checked.problems, payload);
    expect(Object.keys(errors)).toEqual(
      expect.arrayContaining(['values.name', 'values.count', 'values.tags', 'values.color']),
    );
    const blocks = new Set(inputs(open(FORM)).map(({ block_id }) => block_id));
    for (const [block, text] of Object.entries(errors))
      expect([blocks.has(block), /^[A-Z]/.test(text)]).toEqual([true, true]);
  });

  it('stays within what Slack takes, also with all the fields a form may have', () => {
    const properties = Object.fromEntries(
      Array.from({ length: 30 }, (_, at) => [
        `f${at}`,
        {
          type: 'string' as const,
          title: 't'.repeat(200),
          description: 'd'.repeat(1_000),
          maxLength: 9_000,
          minLength: 4_000,
        },
      ]),
    );
    const view = open({ type: 'FORM', question: 'q'.repeat(2_000), schema: { type: 'object', properties } });
    expect(view.blocks.length).toBeLessThanOrEqual(100);
    expect(view.private_metadata?.length).toBeLessThanOrEqual(3_000);
    for (const { element } of inputs(view)) expect(element).toMatchObject({ max_length: 3_000, min_length: 3_000 });
  });
});

it('a submission that is not of a modal of ours is not read', () => {
  const good = submit(open({ type: 'TEXT', question: 'q' }), { text: 'left' });
  const view = (over: object) => ({ ...good, view: { ...good.view, ...over } });
  for (const bad of [
    null,
    view({ callback_id: 'x' }),
    view({ private_metadata: '{}' }),
    view({ private_metadata: 'x' }),
    view({ state: { values: { text: { shout: { value: 'x' } } } } }),
  ])
    expect(() => readSubmission(bad)).toThrow();
});
