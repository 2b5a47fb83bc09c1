import { describe, expect, it } from 'vitest';
import { readReply } from './read-reply.js';

const options = [
  { value: 'beta', label: 'Beta users' },
  { value: 'all', label: 'All users' },
  { value: 'team', label: 'Only the team' },
];
const schema = {
  properties: {
    title: { type: 'string', title: 'Title' },
    date: { type: 'string', format: 'date', title: 'Date' },
    people: { type: 'number', title: 'Number of people' },
    room: { type: 'string', enum: ['Aare', 'Limmat'], title: 'Room' },
    video: { type: 'boolean', title: 'Video call' },
    guests: { type: 'array', title: 'Guests from outside' },
    mail: { type: 'string', format: 'email' },
  },
};
const read = (question: object, text: string) =>
  readReply({ prompt: '', userTurns: [], answers: [], reply: { question: { ...question }, text } }).parts;
const choose = (text: string) => read({ type: 'CHOICE', options }, text).map((p) => [p.value, p.quote, p.confidence]);
const fill = (text: string) =>
  Object.fromEntries(read({ type: 'FORM', schema }, text).map((p) => [p.field, [p.value, p.quote, p.confidence]]));

describe('the demo model reads a choice', () => {
  it.each([
    ["Let's take the beta list please", [['beta', 'beta', 0.9]]],
    ['I would say Beta Users this time', [['beta', 'Beta Users', 0.95]]],
    ['the team, then', [['team', 'team', 0.9]]],
    ['hm, perhaps the beta list', [['beta', 'beta', 0.5]]],
    ['not the team', [['team', 'team', 0.5]]],
    [
      'the team and the beta users',
      [
        ['beta', 'beta users', 0.95],
        ['team', 'team', 0.9],
      ],
    ],
    ['some users', []],
    ['betamax', []],
    ['return delete_all', []],
    ['', []],
  ])('%j', (text, parts) => expect(choose(text)).toEqual(parts));
});

describe('the demo model fills a form', () => {
  it('from prose, each value with its words', () =>
    expect(
      fill(
        'Title: Review. We are 6 people and come on 2027-03-04, in Limmat with video. Guests are Ann and Ben; mail a@b.ch',
      ),
    ).toEqual({
      title: ['Review', 'Title: Review', 0.9],
      date: ['2027-03-04', '2027-03-04', 0.9],
      people: ['6', '6 people', 0.9],
      room: ['Limmat', 'Limmat', 0.9],
      video: ['true', 'video', 0.9],
      guests: ['Ben', 'Ben', 0.9],
      mail: ['a@b.ch', 'a@b.ch', 0.9],
    }));

  it('and sees what is not wanted', () => expect(fill('no video').video).toEqual(['false', 'no video', 0.5]));
  it('and leaves out what is not said', () => expect(fill('Book it as always')).toEqual({}));
});
