import { expect, it } from 'vitest';
import { processNotes } from './process-notes.js';

const one = { role: 'all', version: '1.4.0', host: 'a1', pid: 7, fresh: true, draining: false } as const;
const worker = { ...one, role: 'worker', pid: 8 } as const;
const api = { ...one, role: 'api', pid: 9 } as const;
const texts = (processes: Parameters<typeof processNotes>[0]) => processNotes(processes).map(({ text }) => text);

it('has nothing to say of what is complete', () => {
  expect(processNotes([one])).toEqual([]);
  expect(processNotes([api, worker])).toEqual([]);
});

it.each([
  ['no worker', [api], /^No worker is running/],
  ['a worker that ends', [api, { ...worker, draining: true }], /^No worker is running/],
  ['no api', [worker], /^No process serves people/],
  ['an api that ends', [{ ...api, draining: true }, worker], /^No process serves people/],
])('misses a role: %s', (_, processes, text) => {
  expect(texts(processes)).toEqual([expect.stringMatching(text)]);
});

it('tells of versions side by side, of living processes only', () => {
  const newer = { ...one, version: '1.5.0' };
  expect(processNotes([newer, one])).toEqual([{ level: 'info', text: expect.stringContaining('1.4.0 and 1.5.0') }]);
  expect(texts([newer, { ...one, fresh: false }])).toEqual([
    expect.stringContaining('process 7 on a1 (all) fell silent'),
  ]);
});
