import type { Tool } from '@parley/contracts';
import { describe, expect, it } from 'vitest';
import { callHash } from './call-hash.js';
import { limitResult, MAX_RESULT } from './limit-result.js';
import { defineTool, isRepeatable } from './tool-definition.js';
import { problemOfToolName } from './tool-name.js';
import { isOutdated, policyFor, type StoredRule } from './tool-policy.js';

const tool: Tool = {
  ...{ name: 'web.write', server: 'web', title: 'Write', description: 'Writes.', inputSchema: {} },
  ...{ readOnly: false, destructive: true, idempotent: false, defaultPolicy: 'ASK' },
};
const define = (change: Partial<Tool> = {}, takesKey = false) =>
  defineTool({ ...tool, ...change }, takesKey, () => null);
const definition = define();
const rule = (change: Partial<StoredRule> = {}): StoredRule => ({
  ...{ agent: '*', tool: 'web.write', policy: 'AUTO', definitionHash: definition.hash },
  ...change,
});

describe('policyFor', () => {
  it('takes the agent’s own rule, then the one for all, then what the tool says of itself', () => {
    expect(policyFor(definition, 'a', [])).toBe('ASK');
    expect(policyFor(definition, 'a', [rule()])).toBe('AUTO');
    expect(policyFor(definition, 'a', [rule(), rule({ agent: 'a', policy: 'DENY' })])).toBe('DENY');
    expect(policyFor(definition, 'b', [rule({ agent: 'a', policy: 'DENY' })])).toBe('ASK');
    expect(policyFor(definition, 'a', [rule({ tool: 'web.other' })])).toBe('ASK');
  });

  it.each<[string, Partial<Tool>]>([
    ['description', { description: 'Writes and pays.' }],
    ['title', { title: 'Read' }],
    ['arguments', { inputSchema: { type: 'object' } }],
    ['hints', { destructive: false }],
  ])('asks when the %s of a tool are others than when it was let run; a no stays a no', (_what, change) => {
    const changed = define(change);
    expect(isOutdated(rule(), changed)).toBe(true);
    expect(policyFor(changed, 'a', [rule()])).toBe('ASK');
    expect(policyFor(changed, 'a', [rule({ policy: 'DENY' })])).toBe('DENY');
  });
});

describe('a tool', () => {
  it('may be called again when it reads, says so or takes a key', () => {
    expect(isRepeatable(definition)).toBe(false);
    for (const one of [define({ readOnly: true }), define({ idempotent: true }), define({}, true)])
      expect(isRepeatable(one)).toBe(true);
  });

  it.each(['', 'a b', 'a\u200bb', 'pаy', 'a/b', 'a#b', '\u202ea', 'x'.repeat(129)])(
    'of the name %j is refused',
    (name) => {
      expect(problemOfToolName(name)).not.toBeNull();
    },
  );
});

describe('callHash', () => {
  it('is another one for everything that a person is shown, and for nothing else', () => {
    const call = { tool: 'a', target: 't', arguments: { x: 1, y: { z: ['2', 3] } } };
    const others = [
      ...[{ tool: 'b' }, { target: 'u' }, { target: undefined }, { arguments: { x: 1, y: { z: ['2', '3'] } } }],
      ...[{ arguments: { x: 1 } }, { arguments: { ...call.arguments, w: null } }],
    ];
    const hashes = [call, ...others.map((change) => ({ ...call, ...change }))].map(callHash);
    expect(new Set(hashes).size).toBe(hashes.length);
    expect(callHash({ ...call, arguments: { y: { z: ['2', 3] }, x: 1 } })).toBe(hashes[0]);
  });
});

describe('limitResult', () => {
  it('cuts what is too long, says how much, and never between the halves of a letter', () => {
    const text = `${'a'.repeat(MAX_RESULT - 1)}😀more`;
    const { text: kept, cut } = limitResult(text, null, false);
    expect(cut).toBe(true);
    expect(kept.isWellFormed()).toBe(true);
    expect(kept).toMatch(/\[cut here: \d+ more characters were left out\]$/);
    expect(limitResult('short', { a: 1 }, true)).toEqual({ text: 'short', data: { a: 1 }, isError: true, cut: false });
    expect(limitResult('', { a: 'x'.repeat(MAX_RESULT) }, false)).toMatchObject({ data: null, cut: true });
  });
});
