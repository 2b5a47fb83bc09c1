import { describe, expect, it } from 'vitest';
import {
  boundedHistory,
  type Correlated,
  correlationOf,
  executeRequest,
  type PreviousLeg,
  turnsBeside,
} from './request.js';

const turn = (text: string) => ({ role: 'user' as const, text, at: '2026-01-01T00:00:00Z' });
const REQUEST: Correlated = {
  correlationId: 'c',
  runId: 'r',
  sessionId: 's',
  workflow: 'w',
  input: 'Go',
  history: [turn('Hi')],
  previous: [],
};
const BEGIN = { streamId: null, nextChunk: 0 };
const DEADLINE = new Date('2026-01-01T00:10:00Z');
const asJson = (request: Correlated, resume = BEGIN as Parameters<typeof executeRequest>[1]) =>
  JSON.parse(executeRequest(request, resume, DEADLINE));

const answered = (text: string): PreviousLeg => ({
  ...{ text, askId: 'how', question: { type: 'TEXT', question: 'How?' } },
  outcome: {
    ...{ kind: 'answered', value: 'slowly', text: 'slowly', answer: { type: 'TEXT', text: 'slowly' } },
    ...{ by: { id: 'p', name: 'Mira' }, channel: 'EMAIL' },
  },
});

describe('correlationOf', () => {
  it('is the run, or a piece of work within it, in each of its legs', () => {
    expect(correlationOf('r', 'r/answer#1')).toBe('r');
    const [one, again, two] = ['a#1/answer#1', 'a#1/answer#2', 'a#2/answer#1'].map((key) =>
      correlationOf('r', `r/${key}`),
    );
    expect(one).toBe(again);
    expect(new Set(['r', one, two]).size).toBe(3);
  });
});

describe('executeRequest', () => {
  it('is what docs/workflows.md shows', () => {
    expect(asJson(REQUEST)).toEqual({
      ...{ version: 1, correlation_id: 'c', leg: 1, session_id: 's', run_id: 'r', workflow: 'w', input: 'Go' },
      ...{ history: [turn('Hi')], previous: [], answer: null, reply_subject: 'chat.workflow.response.s' },
      ...{ deadline: '2026-01-01T00:10:00.000Z', resume: { stream_id: null, next_chunk: 0 } },
    });
    expect(asJson(REQUEST, { streamId: 'x', nextChunk: 7 }).resume).toEqual({ stream_id: 'x', next_chunk: 7 });
  });

  it('carries the answer, and all that was said before it', () => {
    const answer = { ask_id: 'how', outcome: 'answered', text: 'slowly', value: 'slowly', by: 'Mira' };
    const ask = { ask_id: 'how', question: { type: 'TEXT', question: 'How?' } };
    expect(asJson({ ...REQUEST, previous: [answered('I begin.')] })).toMatchObject({
      ...{ leg: 2, answer },
      previous: [{ leg: 1, text: 'I begin.', ask, answer }],
    });
    const outcome = { kind: 'cancelled', reason: 'no need' } as const;
    const { answer: withdrawn } = asJson({ ...REQUEST, previous: [{ ...answered(''), outcome }] });
    expect(withdrawn).toEqual({ ask_id: 'how', outcome: 'cancelled', reason: 'no need' });
  });

  it('leaves out what is oldest until it fits', () => {
    const question = { type: 'TEXT', question: 'x'.repeat(200 * 1024) };
    const previous = [1, 2, 3].map((at) => ({ ...answered(`${at}`), question }));
    const text = executeRequest({ ...REQUEST, previous }, BEGIN, DEADLINE);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(512 * 1024);
    const { leg, previous: kept } = JSON.parse(text);
    expect(leg).toBe(4);
    expect(kept.map((one: { text: string }) => one.text)).toEqual(['2', '3']);
  });

  it('takes the newest turns that fit', () => {
    const turns = ['a', 'b', 'c'].map((letter) => turn(letter.repeat(25_000)));
    expect(boundedHistory(turns)).toEqual(turns.slice(1));
    expect(boundedHistory([turn('short')])).toEqual([turn('short')]);
  });

  it('is given what was said besides: not its input, not its own earlier legs, but what the person wrote meanwhile', () => {
    const at = (minute: number, role: 'user' | 'agent', text: string) => ({
      ...{ role, text, at: `2026-01-01T00:0${minute}:00Z` },
    });
    const [before, same, wanted, leg, other, meanwhile] = [
      ...[
        at(0, 'user', 'Book it'),
        at(1, 'agent', 'Let me see.'),
        at(2, 'user', 'Book it'),
        at(3, 'agent', 'Let me see.'),
      ],
      ...[at(4, 'agent', 'From another run.'), at(5, 'user', 'Not on Friday')],
    ] as const;
    const first = [before!, same!, wanted!];
    expect(turnsBeside(first, wanted!, [])).toEqual([before, same]);
    const all = [...first, leg!, other!, meanwhile!];
    expect(turnsBeside(all, wanted!, [answered('Let me see.')])).toEqual([before, same, other, meanwhile]);
    expect(turnsBeside(all.slice(3), wanted!, [answered('Let me see.')]), 'beyond the window').toEqual([
      other,
      meanwhile,
    ]);
  });
});
