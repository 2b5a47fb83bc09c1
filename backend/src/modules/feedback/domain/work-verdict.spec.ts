import type { WakeUpQueue, WorkLine } from '@parley/contracts';
import { describe, expect, it } from 'vitest';
import { longSpan, type WorkSeen, workVerdict } from './work-verdict.js';

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
const counts = { waiting: 0, active: 0, delayed: 0, failed: 0, paused: false };
const worker = { role: 'worker', fresh: true, draining: false } as const;
const api = { ...worker, role: 'api' } as const;
const seen = (change: Partial<WorkSeen>): WorkSeen => ({
  lines: [],
  queue: { on: 'redis', counts },
  processes: [api, worker],
  ...change,
});
const queue = (change: Partial<WakeUpQueue>): WakeUpQueue => ({ on: 'redis', counts, ...change });

describe('the verdict on what is due', () => {
  it('is fine while work is taken within seconds, however much there is', () => {
    const lines = [line({ waiting: 4_000, waitedMs: 14_000, working: 50 }), line({ kind: 'runs', later: 900 })];
    expect(workVerdict(seen({ lines }))).toEqual({ level: 'fine', title: 'Everything is in hand', reasons: [] });
  });

  it('says what waits, for how long, and that somebody should have taken it', () => {
    const lines = [
      line({ waiting: 1, waitedMs: 20_000 }),
      line({ kind: 'job', name: 'handle-inbound', waiting: 12, waitedMs: 180_000 }),
    ];
    expect(workVerdict(seen({ lines }))).toEqual({
      level: 'stuck',
      title: 'Something is stuck',
      reasons: [
        '12 arrivals from outside wait, the oldest for 3 min, though a worker runs.',
        '1 delivery waits to be sent, the oldest for 20 s, though a worker runs.',
      ],
    });
    expect(workVerdict(seen({ lines: lines.slice(0, 1) })).level).toBe('late');
  });

  it('says no number that was not counted', () => {
    const [reason] = workVerdict(seen({ lines: [line({ waiting: 10_001, waitedMs: 30_000 })] })).reasons;
    expect(reason).toMatch(/^More than 10,000 deliveries wait to be sent/);
  });

  it('is patient with what nobody waits for', () => {
    expect(workVerdict(seen({ lines: [line({ kind: 'mailboxes', waiting: 1, waitedMs: 90_000 })] })).level).toBe(
      'fine',
    );
    expect(workVerdict(seen({ lines: [line({ kind: 'agents', waiting: 1, waitedMs: 130_000 })] })).level).toBe('late');
  });

  it('blames nobody for what waits for its channel', () => {
    const parked = line({ kind: 'job', name: 'read-mail', waiting: 3, waitedMs: 9_000_000, parked: true });
    expect(workVerdict(seen({ lines: [parked] })).level).toBe('fine');
  });

  it.each([
    ['no process', []],
    ['only an api process', [api]],
    ['only one that is silent', [api, { ...worker, fresh: false }]],
  ])('is stuck without a worker: %s', (_, processes) => {
    const verdict = workVerdict(seen({ processes, lines: [line({ kind: 'runs', waiting: 2, waitedMs: 70_000 })] }));
    expect(verdict.level).toBe('stuck');
    expect(verdict.reasons).toEqual([
      'No worker is running. What is due waits until one is started.',
      '2 runs wait for a worker, the oldest for 70 s.',
    ]);
  });

  it('counts a process of every role as a worker', () => {
    expect(workVerdict(seen({ processes: [{ ...worker, role: 'all' }] })).level).toBe('fine');
  });

  it('is late while every worker ends', () => {
    expect(workVerdict(seen({ processes: [{ ...worker, draining: true }] })).level).toBe('late');
    expect(workVerdict(seen({ processes: [{ ...worker, draining: true }, worker] })).level).toBe('fine');
  });

  it('tells of a queue that is paused or away', () => {
    expect(workVerdict(seen({ queue: queue({ counts: { ...counts, paused: true } }) }))).toMatchObject({
      level: 'stuck',
      reasons: ['The wake-up queue is paused. Resume it in the queue dashboard.'],
    });
    expect(workVerdict(seen({ queue: queue({ counts: null }) }))).toMatchObject({
      level: 'late',
      reasons: ['Redis does not answer. Work goes on, found in PostgreSQL a little later.'],
    });
  });

  it.each([
    [40_400, '40 s'],
    [180_000, '3 min'],
    [5_400_000, '2 h'],
    [345_600_000, '4 days'],
  ])('writes %i ms as %s', (ms, text) => expect(longSpan(ms)).toBe(text));
});
