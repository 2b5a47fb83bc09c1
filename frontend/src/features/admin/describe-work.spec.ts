import type { WorkLine } from '@parley/contracts';
import { expect, it } from 'vitest';
import { countText, giveUpText, heldText, lineName, lineNote, queueText } from './describe-work';

const line = (change: Partial<WorkLine>): WorkLine => ({
  kind: 'deliveries',
  name: null,
  waiting: 0,
  waitedMs: null,
  working: 0,
  later: 0,
  failing: 0,
  parked: false,
  ...change,
});

it('names every kind of work, and a job of a newer version as it names itself', () => {
  expect(lineName({ kind: 'ladders', name: null })).toBe('Questions moving on');
  expect(lineName({ kind: 'job', name: 'read-mail' })).toBe('Mails to read');
  expect(lineName({ kind: 'job', name: 'tidy-up' })).toBe('tidy-up');
});

it('counts no further than the server does', () => {
  expect(countText(10_000)).toBe((10_000).toLocaleString());
  expect(countText(10_001)).toBe(`${(10_000).toLocaleString()}+`);
});

it('says how long something has waited, and what is to be known of it', () => {
  expect(lineNote(line({}))).toBeNull();
  expect(lineNote(line({ waiting: 2, waitedMs: 180_000, failing: 1 }))).toBe('oldest 3 m · 1 failed before');
  expect(lineNote(line({ waiting: 2, waitedMs: 180_000, parked: true }))).toBe('Waits until its channel is connected');
});

it('tells of a queue that is away or paused', () => {
  expect(queueText({ on: 'redis', counts: null })).toBe('It does not answer.');
  const counts = { waiting: 1, active: 2, delayed: 3, failed: 4, paused: true };
  expect(queueText({ on: 'redis', counts })).toBe('1 waiting, 2 active, 3 delayed, 4 failed. It is paused.');
});

it('says who holds a run', () => {
  const run = { id: 'r', agent: 'assistant', leaseMs: 2_900, stepMs: 61_000, crashes: 0 };
  expect(heldText(run)).toBe('at its step for 1 m · its worker holds it for 2.9 s more');
  expect(heldText({ ...run, crashes: 2 })).toContain('2 workers ended over it');
});

it('says what giving up leads to', () => {
  expect(giveUpText({ kind: 'job', subject: 'read-mail' })).toContain('dead letter');
  expect(giveUpText({ kind: 'delivery', subject: 'request of text from assistant' })).toContain('next channel');
  expect(giveUpText({ kind: 'delivery', subject: 'update of text from assistant' })).toBe('It is not sent any more.');
});
