import { describe, expect, it } from 'vitest';
import { ShortMemory } from './short-memory.js';

describe('ShortMemory', () => {
  const counting = (value: string | undefined) => {
    const look = async () => {
      look.calls++;
      return value;
    };
    look.calls = 0;
    return look;
  };

  it('looks once per time to live', async () => {
    const memory = new ShortMemory<string>(2_000);
    const look = counting('yes');
    expect(await memory.get('k', 0, look)).toBe('yes');
    await memory.get('k', 1_999, look);
    expect(look.calls).toBe(1);
    await memory.get('k', 2_000, look);
    expect(look.calls).toBe(2);
  });

  it('shares one look-up among concurrent callers', async () => {
    const memory = new ShortMemory<string>(2_000);
    const look = counting('yes');
    await Promise.all([memory.get('k', 0, look), memory.get('k', 0, look)]);
    expect(look.calls).toBe(1);
  });

  it('remembers neither absence nor failure', async () => {
    const memory = new ShortMemory<string>(2_000);
    await memory.get('k', 0, counting(undefined));
    await expect(memory.get('k', 0, () => Promise.reject(new Error('down')))).rejects.toThrow('down');
    expect(memory.size).toBe(0);
    expect(await memory.get('k', 0, counting('yes'))).toBe('yes');
  });

  it('does not bring back what was cleared during its look-up', async () => {
    const memory = new ShortMemory<string>(2_000);
    let finish = (_: string) => {};
    const slow = memory.get('k', 0, () => new Promise((resolve) => (finish = resolve)));
    memory.clear();
    finish('stale');
    expect(await slow).toBe('stale');
    expect(await memory.get('k', 0, counting('fresh'))).toBe('fresh');
  });

  it('stays bounded', async () => {
    const memory = new ShortMemory<string>(2_000, 10);
    for (let i = 0; i < 100; i++) await memory.get(`${i}`, 0, counting('yes'));
    expect(memory.size).toBe(10);
  });
});
