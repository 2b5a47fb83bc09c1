import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SharedLedger } from './shared-ledger.js';
import { SharedUses } from './shared-uses.js';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shared-ledger-'));
  file = join(folder, 'deep', 'ledger.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));
const named = (ledger: SharedLedger<{ name: string }>) => ledger.entries().map(({ name }) => name);

describe('SharedLedger', () => {
  it('shows each of two writers what both wrote, in order', () => {
    const [one, two] = [new SharedLedger<{ name: string }>(file), new SharedLedger<{ name: string }>(file)];
    one.append({ name: 'a' });
    expect(named(two)).toEqual(['a']);
    two.append({ name: 'b — ü 😀' });
    one.append({ name: 'c' });
    expect([named(one), named(two)]).toEqual([
      ['a', 'b — ü 😀', 'c'],
      ['a', 'b — ü 😀', 'c'],
    ]);
  });

  it('goes on after a writer that was killed in the middle of a line', () => {
    const ledger = new SharedLedger<{ name: string }>(file);
    ledger.append({ name: 'a' });
    appendFileSync(file, '\n{"name":"to');
    expect(named(ledger)).toEqual(['a']);
    new SharedLedger<{ name: string }>(file).append({ name: 'b' });
    expect(named(ledger)).toEqual(['a', 'b']);
  });

  it('begins anew when the file was emptied, and without a file keeps to itself', () => {
    const ledger = new SharedLedger<{ name: string }>(file);
    ledger.append({ name: 'a long one that stood here before' });
    expect(named(ledger)).toHaveLength(1);
    writeFileSync(file, '');
    ledger.append({ name: 'b' });
    expect(named(ledger)).toEqual(['b']);
    expect(named(new SharedLedger())).toEqual([]);
  });
});

describe('SharedUses', () => {
  it('gives out each use once, over processes and restarts', () => {
    const [one, two] = [new SharedUses(file), new SharedUses(file)];
    expect([one.take('x', 3), two.take('x', 3), two.take('y', 1)]).toEqual([true, true, true]);
    expect([new SharedUses(file).take('x', 3), one.take('x', 3), two.take('x', 3)]).toEqual([true, false, false]);
  });
});
