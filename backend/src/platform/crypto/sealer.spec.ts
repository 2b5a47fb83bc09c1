import { describe, expect, it } from 'vitest';
import { SealError, Sealer } from './sealer.js';

const OLD = 'an old key of thirty-two bytes or more';
const NEW = 'a new key of thirty-two bytes or more!';
const TEXT = 'xoxb-1-ünïcode-🔑';

describe('Sealer', () => {
  it('opens what it sealed for the same place, and never seals twice alike', () => {
    const sealer = new Sealer([OLD]);
    const [one, two] = [sealer.seal(TEXT, 'SLACK T1'), sealer.seal(TEXT, 'SLACK T1')];
    expect(sealer.open(one, 'SLACK T1')).toBe(TEXT);
    expect(new Sealer([OLD]).open(two, 'SLACK T1')).toBe(TEXT);
    expect(one.equals(two)).toBe(false);
    expect(one.includes('xoxb')).toBe(false);
  });

  it('does not open what was moved to another place (T15)', () => {
    const sealer = new Sealer([OLD]);
    const sealed = sealer.seal(TEXT, 'SLACK T1');
    for (const place of ['SLACK T2', 'EMAIL T1', 'SLACK T1 ', ''])
      expect(() => sealer.open(sealed, place)).toThrow(SealError);
  });

  it('does not open what was changed in any byte, cut or made longer', () => {
    const sealer = new Sealer([OLD]);
    const sealed = sealer.seal(TEXT, 'SLACK T1');
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed[at]! ^= 1;
      expect(() => sealer.open(changed, 'SLACK T1'), `byte ${at}`).toThrow(SealError);
    }
    for (const bytes of [sealed.subarray(0, -1), sealed.subarray(0, 20), Buffer.concat([sealed, Buffer.of(0)])])
      expect(() => sealer.open(bytes, 'SLACK T1')).toThrow(SealError);
  });

  it('changes keys without a pause: the first seals, all open, a dropped one does not', () => {
    const before = new Sealer([OLD]).seal(TEXT, 'SLACK T1');
    const both = new Sealer([NEW, OLD]);
    expect(both.open(before, 'SLACK T1')).toBe(TEXT);
    expect([both.isOutdated(before), both.isOutdated(both.seal(TEXT, 'SLACK T1'))]).toEqual([true, false]);
    expect(new Sealer([NEW]).open(both.seal(TEXT, 'SLACK T1'), 'SLACK T1')).toBe(TEXT);
    expect(() => new Sealer([NEW]).open(before, 'SLACK T1')).toThrow(/ENCRYPTION_KEYS/);
  });

  it('wants a key', () => {
    expect(() => new Sealer([])).toThrow('No key');
  });
});
