import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Ledger, readLedgerFile } from './ledger.js';

const at = '2026-01-01T00:00:00.000Z';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('Ledger', () => {
  it('counts by labels', () => {
    const ledger = new Ledger();
    ledger.append({ time: at, fn: 'A', runId: '1' });
    ledger.append({ time: at, fn: 'A', runId: '2' });
    ledger.append({ time: at, fn: 'B', runId: '1' });
    expect([ledger.count(), ledger.count({ fn: 'A' }), ledger.count({ fn: 'A', runId: '2' })]).toEqual([3, 2, 1]);
  });

  it('does not let an entry be changed afterwards', () => {
    const ledger = new Ledger<{ time: string; fn: string }>();
    ledger.append({ time: at, fn: 'A' });
    expect(() => Object.assign(ledger.entries()[0] ?? {}, { fn: 'B' })).toThrow(TypeError);
  });

  it('is readable from its file, also by a later process that goes on appending', () => {
    const file = join(folder, 'ledger.jsonl');
    new Ledger(file).append({ time: at, fn: 'A' });
    new Ledger(file).append({ time: at, fn: 'B' });
    expect(readLedgerFile(file).map((entry) => entry.fn)).toEqual(['A', 'B']);
  });

  it('leaves out a torn last line and takes a missing file as empty', () => {
    const file = join(folder, 'ledger.jsonl');
    new Ledger(file).append({ time: at, fn: 'A' });
    appendFileSync(file, '{"time":"2026');
    expect(readLedgerFile(file)).toHaveLength(1);
    expect(readLedgerFile(join(folder, 'none'))).toEqual([]);
  });
});
