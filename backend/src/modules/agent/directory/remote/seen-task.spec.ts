import { Task } from '@a2a-js/sdk';
import { describe, expect, it } from 'vitest';
import { QUESTION_TYPE, seeTask } from './seen-task.js';

/** As it comes over the wire. */
const task = (state: string, parts: object[] = [], artifacts: object[] = []): Task =>
  Task.fromJSON({
    ...{ id: 't', contextId: 'c', artifacts, history: [{ messageId: 'm0', role: 'ROLE_USER', parts: [] }] },
    status: { state: `TASK_STATE_${state}`, ...(parts.length > 0 && { message: message(parts) }) },
  });
const message = (parts: object[]) => ({ messageId: 'm1', role: 'ROLE_AGENT', parts });
const state = (...args: Parameters<typeof task>) => seeTask(task(...args)).state;
const typed = (data: object) => state('INPUT_REQUIRED', [{ text: 'plain words' }, { data, mediaType: QUESTION_TYPE }]);
const asText = { type: 'TEXT', question: 'plain words' };

describe('a task of an agent elsewhere', () => {
  it('works until it rests', () => {
    for (const working of ['SUBMITTED', 'WORKING', 'UNSPECIFIED', 'NEWER_STATE'])
      expect(state(working)).toEqual({ kind: 'working' });
    expect(seeTask(task('WORKING')).got).toEqual(['m0']);
  });

  it('gives its result in text and data, bounded, and nothing that is invisible', () => {
    const artifact = { artifactId: 'a', parts: [{ text: 'one\u0000\u202e' }, { text: 'two' }, { data: { n: 1 } }] };
    expect(state('COMPLETED', [], [artifact])).toEqual({ kind: 'completed', text: 'one\n\ntwo', data: { n: 1 } });
    expect(state('COMPLETED', [{ text: 'only said' }])).toMatchObject({ text: 'only said', data: null });
    const huge = [{ artifactId: 'a', parts: [{ text: 'x'.repeat(90_000) }, { data: { y: 'y'.repeat(90_000) } }] }];
    const seen = state('COMPLETED', [], huge);
    expect(seen.kind === 'completed' && [seen.text.length, seen.data]).toEqual([20_000, null]);
    const evil = [{ artifactId: 'a', parts: [{ data: { 'a\u0000': 1 } }] }];
    expect(state('COMPLETED', [], evil)).toMatchObject({ data: null });
  });

  it('fails in its own words or in ours', () => {
    expect(state('FAILED', [{ text: 'no power' }])).toEqual({ kind: 'failed', message: 'no power' });
    expect(state('REJECTED')).toEqual({ kind: 'failed', message: 'It would not do it.' });
    expect(state('CANCELED')).toMatchObject({ kind: 'failed' });
  });

  it('asks in words', () => {
    expect(state('INPUT_REQUIRED', [{ text: 'When?' }])).toEqual({
      ...{ kind: 'asks', messageId: 'm1', question: { type: 'TEXT', question: 'When?' } },
    });
    expect(state('INPUT_REQUIRED')).toMatchObject({ question: { question: /It needs an answer/ } });
    const long = state('INPUT_REQUIRED', [{ text: 'w'.repeat(5_000) }]);
    expect(long.kind === 'asks' && [long.question.question.length, long.question.context?.length]).toEqual([
      301, 5_000,
    ]);
    expect(state('AUTH_REQUIRED', [{ text: 'Open https://x' }])).toMatchObject({
      question: { type: 'TEXT', sensitive: true, question: 'It needs leave to go on: Open https://x' },
    });
  });

  it('may ask a typed question, but not when, where or how urgently', () => {
    const options = [
      { value: 'a', label: 'A' },
      { value: 'b', label: 'B' },
    ];
    const question = { type: 'CHOICE', question: 'Which\u202e?', options };
    const urgent = {
      urgency: 'HIGH',
      expiresInMs: 1_000,
      onExpiry: 'DEFAULT',
      default: { type: 'CHOICE', value: 'a' },
    };
    const seen = typed({ ...question, ...urgent, ladder: [{ channel: 'SLACK', waitMs: 60_000 }] });
    expect(seen.kind === 'asks' && seen.question).toEqual({
      ...{ type: 'CHOICE', question: 'Which?', options, allowOther: false, sensitive: false },
    });
  });

  it.each<[string, object]>([
    ['an approval of a tool call', { type: 'APPROVAL', question: 'ok?', action: { tool: 'rm', arguments: {} } }],
    ['a notice', { type: 'NOTICE', question: 'look' }],
    ['something else', { type: 'CHOICE', question: 'none' }],
    ['unknown members', { type: 'TEXT', question: 'x', html: '<b>' }],
  ])('%s is asked in words instead', (_what, data) => {
    const seen = typed(data);
    expect(seen.kind === 'asks' && seen.question).toEqual(asText);
  });

  it('may have something approved that is no call of ours', () => {
    expect(typed({ type: 'APPROVAL', question: 'Book it?' })).toMatchObject({ question: { type: 'APPROVAL' } });
  });
});
