import { describe, expect, it } from 'vitest';
import type { DemoAnswer, DemoRequest } from './demo-request.js';
import { CONFIG_DIFF } from './scenarios/change-config.js';
import { SCENARIOS } from './scenarios/index.js';
import { scripts } from './scripts.js';

const asked = (...userTurns: string[]): DemoRequest => ({ prompt: '', userTurns, answers: [] });
const answer = (part: Partial<DemoAnswer>): DemoAnswer => ({
  kind: 'TEXT',
  outcome: 'ANSWERED',
  question: 'What kind of data would you like to analyse?',
  text: 'I want to analyze sales data',
  value: {},
  ...part,
});

describe('the analyse script', () => {
  it.each([
    ['Help me analyze data but I need guidance', ['TEXT']],
    ['please ANALYSE this,\nI need HELP', ['TEXT']],
    ['Write the launch mail', ['CHOICE']],
    ['Announce the release', ['CHOICE']],
    ['Plan our offsite', ['MULTI_CHOICE']],
    ['Clean up the old exports', ['APPROVAL']],
    ['deploy it', ['APPROVAL']],
    ['Change the config', ['APPROVAL']],
    ['Refactor the limits', ['APPROVAL']],
    ['Book a meeting room', ['FORM']],
    ['Notify me when it is done', ['NOTICE']],
    ['Ask me everything', ['TEXT', 'CHOICE', 'APPROVAL']],
    ['Tell me a long story', []],
    ['What did I say?', []],
    ['Hello', []],
    ['', []],
    ['[[demo:429x2]] Hello', []],
  ])('%j leads to %j', (message, kinds) => {
    const analysis = scripts.AnalyseRequest(asked(message));
    expect(analysis.questions.map(({ type }) => type)).toEqual(kinds);
    expect(analysis.next).toBe(kinds.length > 0 ? 'ask' : 'answer');
    expect(analysis.thought).not.toBe('');
  });

  it('judges by the last message only', () => {
    expect(scripts.AnalyseRequest(asked('Book a room', 'Hello')).next).toBe('answer');
  });

  it('asks nothing more once there are answers', () => {
    const request = { ...asked('Book a room'), answers: [answer({})] };
    expect(scripts.AnalyseRequest(request)).toMatchObject({ next: 'answer', questions: [] });
  });
});

describe('a proposal that is wanted otherwise', () => {
  const wanted = (question: string, text: string) =>
    answer({ kind: 'APPROVAL', outcome: 'CHANGES_REQUESTED', question, text });
  const first = wanted('Shall I apply this change of the limits?', 'Make it 45 seconds');
  const again = wanted('Shall I apply the revised change of the limits?', 'no, rather 20');

  it('comes anew, as often as needed, each time as it was wanted last', () => {
    for (const [answers, seconds] of [
      [[first], 45],
      [[first, again], 20],
    ] as const) {
      const { next, questions } = scripts.AnalyseRequest({ ...asked('Change the config'), answers });
      expect([next, questions.length, questions[0]?.type]).toEqual(['ask', 1, 'APPROVAL']);
      expect(questions[0]?.diff).toContain(`+  requestTimeoutMs: ${seconds}000`);
    }
  });

  it('is answered by what was approved in the end, and by what was still wanted when that was the last word', () => {
    const approved = answer({ kind: 'APPROVAL', outcome: 'APPROVED', question: again.question, value: {} });
    const reply = (answers: DemoAnswer[]) => scripts.Respond({ ...asked('Change the config'), answers });
    expect(reply([first, approved])).toContain('You approved all three places');
    expect(reply([first, again])).toContain('nothing was done');
  });
});

describe('the respond script', () => {
  it('uses and quotes the answer', () => {
    const reply = scripts.Respond({ ...asked('Help me analyze data but I need guidance'), answers: [answer({})] });
    expect(reply).toContain('“I want to analyze sales data”');
  });

  it('knows what it is about when another message came meanwhile, and says that it was seen', () => {
    const turns = ['Help me analyze data but I need guidance', 'I want to analyze sales data', 'In French please'];
    const reply = scripts.Respond({ ...asked(...turns), answers: [answer({})] });
    expect(reply).toContain('small plan');
    expect(reply).toContain('Meanwhile you also wrote “In French please”');
  });

  it.each([
    ['REJECTED', 'was rejected (too risky)'],
    ['EXPIRED', 'expired without an answer'],
    ['CANCELLED', 'was cancelled'],
    ['UNDELIVERABLE', 'could not be delivered'],
  ])('says that nothing was done after %s', (outcome, words) => {
    const refused = answer({ kind: 'APPROVAL', outcome, question: 'May I?', text: 'too risky' });
    const reply = scripts.Respond({ ...asked('Clean up'), answers: [refused] });
    expect(reply).toContain('nothing was done');
    expect(reply).toContain(words);
  });

  it('lists a form as it was filled in', () => {
    const value = { values: { title: 'Review', people: 4, guests: ['Ann', 'Ben'] } };
    const question = 'What do you need for the meeting?';
    const reply = scripts.Respond({ ...asked('Book'), answers: [answer({ kind: 'FORM', question, value })] });
    expect(reply).toContain('| Number of people | 4 |');
    expect(reply).toContain('| Guests from outside | Ann, Ben |');
  });

  it('shows the edited arguments of an approval, not the first ones', () => {
    const value = { editedArguments: { prefix: 'tmp/only/' } };
    const question = 'May I delete these 1,184 old export files?';
    const reply = scripts.Respond({ ...asked('Delete'), answers: [answer({ outcome: 'APPROVED', question, value })] });
    expect(reply).toContain('tmp/only/');
    expect(reply).not.toContain('expectedObjects');
  });

  it('remembers the session without its own directions', () => {
    const reply = scripts.Respond(asked('My name is Mira', '[[demo:slow]] I like soup', 'What did I say?'));
    expect(reply).toContain('1. “My name is Mira”\n2. “I like soup”');
  });

  it('tells a long story of about 4 KB with a heading, a list, code and a table', () => {
    const story = scripts.Respond(asked('Tell me a long story'));
    expect(story.length).toBeGreaterThan(3_500);
    for (const part of ['# ', '\n- ', '```ts', '|---|']) expect(story).toContain(part);
  });
});

describe('the scenarios', () => {
  const questions = SCENARIOS.flatMap((scenario) => scenario.questions);

  it('never ask the same thing in two scenarios: the reply is found by the question', () => {
    expect(new Set(questions.map(({ question }) => question)).size).toBe(questions.length);
  });

  it('carry valid arguments or a diff in every approval', () => {
    for (const { action, diff } of questions.filter(({ type }) => type === 'APPROVAL')) {
      expect(action !== null && action !== undefined).not.toBe(Boolean(diff));
      if (action) expect(JSON.parse(action.argumentsJson)).toBeTypeOf('object');
    }
  });

  it('show a diff of two files and three hunks whose counts are right', () => {
    const hunks = CONFIG_DIFF.split(/^(?=@@ )/m).slice(1);
    expect(CONFIG_DIFF.match(/^diff --git /gm)).toHaveLength(2);
    expect(hunks).toHaveLength(3);
    for (const hunk of hunks) {
      const [, before, after] = /^@@ -\d+,(\d+) \+\d+,(\d+) @@/.exec(hunk) ?? [];
      const body = hunk.split('\ndiff --git')[0]?.replace(/\n$/, '').split('\n').slice(1) ?? [];
      const count = (signs: string) => body.filter((line) => signs.includes(line[0] ?? '?')).length;
      expect([count(' -'), count(' +')]).toEqual([Number(before), Number(after)]);
    }
  });
});
