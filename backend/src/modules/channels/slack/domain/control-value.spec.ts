import type { FeedbackAnswer } from '@parley/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  actionId,
  answerValue,
  fitsOption,
  openValue,
  optionValue,
  readActionId,
  readAnswerValue,
  readOpenValue,
  readOptionValue,
  readSendValue,
  sendValue,
} from './control-value.js';
import { LIMITS } from './limits.js';

const ID = '00000000-0000-4000-8000-00000000000b';
const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }).filter((value) => value.length <= 200);

describe('what stands in a control', () => {
  it('comes back as it was, in letters that nothing escapes, within the limit', () =>
    fc.assert(
      fc.property(text, (value) => {
        const answer: FeedbackAnswer = { type: 'CHOICE', value };
        const written = answerValue(ID, answer);
        expect(written).toMatch(/^[\w-]+$/);
        expect(written.length).toBeLessThanOrEqual(LIMITS.buttonValue);
        expect(readAnswerValue(written)).toEqual({ requestId: ID, answer });
      }),
    ));

  it('holds the longest value an option can have', () =>
    expect(answerValue(ID, { type: 'CHOICE', value: '\u0001'.repeat(200) }).length).toBeLessThanOrEqual(2_000));

  it('opens a modal or sends what was picked', () => {
    expect(readOpenValue(openValue(ID, 'edit'))).toEqual({ requestId: ID, purpose: 'edit' });
    expect(readSendValue(sendValue(ID))).toBe(ID);
  });

  it('is refused when it is of another sort, or not ours', () => {
    expect(() => readAnswerValue(openValue(ID, 'edit'))).toThrow();
    expect(() => readOpenValue(sendValue(ID))).toThrow();
    expect(() => readSendValue(openValue(ID, 'edit'))).toThrow();
    for (const value of ['', 'approve', Buffer.from('{}').toString('base64url')])
      for (const read of [readAnswerValue, readOpenValue, readSendValue]) expect(() => read(value)).toThrow();
  });
});

describe('the value of an option', () => {
  it('comes back as it was', () =>
    fc.assert(
      fc.property(text, (value) => {
        expect(readOptionValue(optionValue(value))).toBe(value);
        expect(optionValue(value)).toMatch(/^[=~][\w.,:+/@-]+$/);
      }),
    ));
  it('stays readable where it can', () => expect(optionValue('room-1')).toBe('=room-1'));
  it('is known to be too long', () =>
    expect([fitsOption('a'.repeat(149)), fitsOption('a'.repeat(150)), fitsOption('é'.repeat(80))]).toEqual([
      true,
      false,
      false,
    ]));
  it('is refused when it is not ours', () => expect(() => readOptionValue('room-1')).toThrow());
});

it('an action says what it does and for which request', () => {
  expect(readActionId(actionId('choose', ID))).toEqual({ verb: 'choose', at: ID });
  for (const id of ['approve', 'parley.explode.0', 'parley.answer.', 'parley.answer.0 '])
    expect(readActionId(id)).toBeNull();
});
