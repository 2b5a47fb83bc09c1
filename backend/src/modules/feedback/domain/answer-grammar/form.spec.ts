import { feedbackQuestionSchema } from '@parley/contracts';
import { describe, expect, it } from 'vitest';
import { readAnswer } from './read-answer.js';

const MEETING = {
  type: 'object',
  required: ['title', 'people', 'day'],
  order: ['title', 'people', 'day', 'room', 'video', 'guests', 'budget', 'contactMail'],
  properties: {
    title: { type: 'string', title: 'Title of the meeting' },
    people: { type: 'integer', title: 'Number of people', minimum: 1, maximum: 12 },
    day: { type: 'string', format: 'date', title: 'Day' },
    room: { type: 'string', enum: ['Aare', 'Zürich West'], title: 'Room' },
    video: { type: 'boolean', title: 'Video call?' },
    guests: { type: 'array', items: { type: 'string' }, title: 'Guests' },
    budget: { type: 'number' },
    contactMail: { type: 'string', format: 'email' },
  },
};
const form = (schema: object) => feedbackQuestionSchema.parse({ type: 'FORM', question: 'Details?', schema });
const fill = (text: string, schema: object = MEETING) => {
  const result = readAnswer(form(schema), text, { bindingHash: null });
  return result.ok && result.answer.type === 'FORM' ? result.answer.values : result;
};
const REQUIRED = 'title: Review\npeople: 4\nday: 2027-03-04';
const base = { title: 'Review', people: 4, day: '2027-03-04' };
const only = (property: object, text: string) => {
  const values = fill(text, { type: 'object', properties: { it: property } });
  return 'ok' in values ? values : values.it;
};

describe('a form by text', () => {
  it.each<[string, string, object]>([
    ['lines by name', REQUIRED, base],
    ['lines by title, in any order', 'Day: 4.3.2027\nNUMBER OF PEOPLE: 4\nTitle of the meeting: Review', base],
    ['equals signs', 'title = Review\npeople=4\nday = 2027-03-04', base],
    ['full-width signs', 'title：Review\npeople：４\nday：2027年3月4日', base],
    ['bullets, stars and windows line ends', '- *title*: Review\r\n- *people*: 4\r\n- *day*: 2027-03-04', base],
    ['courtesies around', `Hi Parley,\n\n${REQUIRED}\n\nThanks!`, base],
    ['pairs on one line', 'title: Review, people: 4; day: 2027-03-04', base],
    [
      'a comma that starts no pair',
      `title: Review, part two, people: 4, day: 2027-03-04`,
      { ...base, title: 'Review, part two' },
    ],
    ['a colon in a value', 'title: Review: 10:30\npeople: 4\nday: 2027-03-04', { ...base, title: 'Review: 10:30' }],
    ['a title that ends in a question mark', `${REQUIRED}\nVideo call?: yes`, { ...base, video: true }],
    ['yes in other words', `${REQUIRED}\nvideo: ja, bitte`, { ...base, video: true }],
    ['no in other words', `${REQUIRED}\nvideo: нет`, { ...base, video: false }],
    ['true as JSON has it', `${REQUIRED}\nvideo: true`, { ...base, video: true }],
    ['an enum without its accent', `${REQUIRED}\nroom: zurich west`, { ...base, room: 'Zürich West' }],
    ['a list by commas', `${REQUIRED}\nguests: Ann, Ben`, { ...base, guests: ['Ann', 'Ben'] }],
    ['a list by lines', `guests:\n- Ann\n- Ben\n${REQUIRED}`, { ...base, guests: ['Ann', 'Ben'] }],
    [
      'a camel case name in words',
      `${REQUIRED}\ncontact mail: a@example.org`,
      { ...base, contactMail: 'a@example.org' },
    ],
    [
      'an address as Slack sends it',
      `${REQUIRED}\ncontactMail: <mailto:a@example.org|a@example.org>`,
      { ...base, contactMail: 'a@example.org' },
    ],
    [
      'an address with its name',
      `${REQUIRED}\ncontactMail: Anna <a@example.org>`,
      { ...base, contactMail: 'a@example.org' },
    ],
    ['a decimal comma', `${REQUIRED}\nbudget: 1.234,50`, { ...base, budget: 1234.5 }],
    ['empty and dashed fields', `${REQUIRED}\nroom:\nguests: -`, base],
    ['the same twice', `${REQUIRED}\npeople: 4`, base],
    [
      'JSON by name',
      JSON.stringify({ ...base, guests: ['Ann', 'Ben'], video: false }),
      { ...base, guests: ['Ann', 'Ben'], video: false },
    ],
    ['JSON by title and as text', '{"Title of the meeting":"Review","people":"4","day":"4.3.2027"}', base],
  ])('reads %s', (_what, text, values) => expect(fill(text)).toEqual(values));

  it.each<[string, string, string, RegExp]>([
    ['a missing field', 'title: Review\npeople: 4', 'incomplete', /^Still missing: Day\./],
    ['two missing fields', 'people: 4', 'incomplete', /Title of the meeting, Day/],
    ['prose', 'Book a room for four please', 'no_match', /one line for each field.*Title of the meeting, Number/],
    ['an ambiguous date', 'title: R\npeople: 4\nday: 03/04/2027', 'unclear', /^Day can be two different days/],
    ['an ambiguous number', `${REQUIRED}\nbudget: 1,234`, 'unclear', /^budget can be two different numbers/],
    ['a number in words', 'title: R\npeople: four\nday: 2027-03-04', 'unclear', /^Number of people has to be a number/],
    ['a number out of range', 'title: R\npeople: 40\nday: 2027-03-04', 'unclear', /^Number of people: /],
    ['a negated yes', `${REQUIRED}\nvideo: not yet`, 'unclear', /^Video call\? has to be yes or no/],
    ['an unknown room', `${REQUIRED}\nroom: Rhein`, 'unclear', /one of Aare, Zürich West/],
    ['a negated room', `${REQUIRED}\nroom: not Aare`, 'unclear', /one of Aare/],
    ['an unknown field', `${REQUIRED}\ncolour: red`, 'unclear', /"colour: red" belongs to no field/],
    ['a line without a field', `${REQUIRED}\nbut not on Friday`, 'unclear', /"but not on Friday" belongs to no field/],
    ['two different values', `${REQUIRED}\npeople: 5`, 'unclear', /^Number of people is given twice/],
    ['a problem and a missing field', 'people: many', 'unclear', /has to be a number\. Still missing: Title/],
    ['an unknown member', '{"title":"R","people":4,"day":"2027-03-04","x":1}', 'unclear', /no field "x"/],
    ['a broken object', '{"title":"R"', 'no_match', /one line/],
    ['a wrong address', `${REQUIRED}\ncontactMail: anna`, 'unclear', /^contactMail: /],
  ])('asks again about %s', (_what, text, reason, hint) =>
    expect(fill(text)).toMatchObject({ ok: false, reason, hint: expect.stringMatching(hint) }),
  );

  it('keeps apart fields that share a title', () => {
    const schema = {
      type: 'object',
      properties: { from: { type: 'string', title: 'City' }, to: { type: 'string', title: 'City' } },
    };
    expect(fill('City: Bern', schema)).toMatchObject({ ok: false });
    expect(fill('from: Bern\nto: Basel', schema)).toEqual({ from: 'Bern', to: 'Basel' });
  });

  it('reads the lone value of a form with one field', () => {
    expect(only({ type: 'integer' }, 'Hi, 4, please')).toBe(4);
    expect(only({ type: 'boolean' }, 'Ja!')).toBe(true);
    expect(only({ type: 'string', format: 'date' }, '4 March 2027.')).toBe('2027-03-04');
    expect(only({ type: 'array', items: { type: 'string', enum: ['Red', 'Blue'] } }, 'blue, red')).toEqual([
      'Blue',
      'Red',
    ]);
    expect(only({ type: 'string' }, 'Any words: they stay, please.')).toBe('Any words: they stay, please.');
    expect(only({ type: 'integer' }, 'it: 4')).toBe(4);
    expect(only({ type: 'boolean' }, 'yes, but later')).toMatchObject({ ok: false, reason: 'unclear' });
  });

  it('takes no form in which nothing is filled in', () => {
    const schema = { type: 'object', properties: { a: { type: 'string' }, b: { type: 'string' } } };
    expect([fill('a:', schema), fill('{}', schema)]).toMatchObject([{ reason: 'no_match' }, { reason: 'no_match' }]);
  });

  it('knows fields that are called as members of every object', () => {
    const schema = { type: 'object', properties: { constructor: { type: 'string' }, toString: { type: 'string' } } };
    expect(fill('constructor: a\ntoString: b', schema)).toEqual({ constructor: 'a', toString: 'b' });
    expect(fill('{"__proto__": "x", "constructor": "a"}', schema)).toMatchObject({ ok: false });
  });
});
