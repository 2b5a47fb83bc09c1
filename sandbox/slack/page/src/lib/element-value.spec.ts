import { describe, expect, it } from 'vitest';
import { clickInput, formValue, initialValue, valueOfState } from './element-value';

const option = (value: string) => ({ text: { type: 'plain_text' as const, text: value }, value });

describe('what stands in an element', () => {
  it.each([
    [{ type: 'static_select', initial_option: option('a') }, 'a'],
    [{ type: 'checkboxes', initial_options: [option('a'), option('b')] }, ['a', 'b']],
    [{ type: 'multi_users_select', initial_users: ['U1'] }, ['U1']],
    [{ type: 'datepicker', initial_date: '2026-12-01' }, '2026-12-01'],
    [{ type: 'datetimepicker', initial_date_time: 12 }, 12],
    [{ type: 'plain_text_input', initial_value: 'x' }, 'x'],
    [{ type: 'radio_buttons' }, null],
  ])('%j at first', (element, value) => {
    expect(initialValue(element)).toEqual(value);
  });

  it.each([
    [{ type: 'plain_text_input', value: 'x' }, 'x'],
    [{ type: 'static_select', selected_option: option('a') }, 'a'],
    [{ type: 'static_select', selected_option: null }, null],
    [{ type: 'checkboxes', selected_options: [option('b')] }, ['b']],
    [{ type: 'timepicker', selected_time: '14:00' }, '14:00'],
  ])('%j as the view holds it', (state, value) => {
    expect(valueOfState(state)).toEqual(value);
  });
});

describe('what is sent', () => {
  it.each([
    ['static_select', 'a', { option: 'a' }],
    ['radio_buttons', 'a', { option: 'a' }],
    ['overflow', 'a', { option: 'a' }],
    ['checkboxes', ['a'], { options: ['a'] }],
    ['checkboxes', null, { options: [] }],
    ['multi_static_select', [], { options: [] }],
    ['datepicker', '2026-12-01', { date: '2026-12-01' }],
    ['timepicker', '14:00', { time: '14:00' }],
    ['users_select', 'U1', { user: 'U1' }],
    ['channels_select', 'C1', { value: 'C1' }],
    ['plain_text_input', 'x', { value: 'x' }],
    ['static_select', null, {}],
  ])('a click on %s with %j', (type, value, input) => {
    expect(clickInput({ type }, value)).toEqual(input);
  });

  it('in a form: nothing for an empty text, and moments as Slack has them', () => {
    expect(formValue({ type: 'plain_text_input' }, '')).toBeNull();
    expect(formValue({ type: 'plain_text_input' }, 'x')).toBe('x');
    expect(formValue({ type: 'datetimepicker' }, 12)).toEqual({ selected_date_time: 12 });
  });
});
