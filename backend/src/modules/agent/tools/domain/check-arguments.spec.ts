import { describe, expect, it } from 'vitest';
import { argumentsCheck } from './check-arguments.js';

const object = (properties: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
  ...{ type: 'object', properties },
  ...more,
});

describe('argumentsCheck', () => {
  it('says what does not fit, by name', () => {
    const check = argumentsCheck(object({ a: object({ b: { type: 'number' } }) }, { required: ['a'] }));
    expect(check({ a: { b: 1 } })).toBeNull();
    expect(check({ a: { b: 'x' } })).toBe('a.b must be number');
    expect(check({})).toBe("the arguments must have required property 'a'");
  });

  it('knows both dialects by what they say of themselves', () => {
    const tuple = { type: 'array', items: [{ type: 'number' }, { type: 'string' }] };
    const old = argumentsCheck(object({ t: tuple }, { $schema: 'http://json-schema.org/draft-07/schema#' }));
    expect([old({ t: [1, 'x'] }), old({ t: ['x'] })]).toEqual([null, 't.0 must be number']);
    const prefix = { type: 'array', prefixItems: [{ type: 'number' }] };
    const now = argumentsCheck(object({ t: prefix }, { $schema: 'https://json-schema.org/draft/2020-12/schema' }));
    expect([now({ t: [1] }), now({ t: ['x'] })]).toEqual([null, 't.0 must be number']);
  });

  it('keeps several patterns apart', () => {
    const text = (pattern: string) => ({ type: 'string', pattern });
    const check = argumentsCheck(object({ a: text('^x$'), b: text('^y$') }));
    expect(check({ a: 'x', b: 'y' })).toBeNull();
    expect(check({ a: 'y' })).toContain('a must match pattern');
    expect(check({ b: 'x' })).toContain('b must match pattern');
  });

  // Each of these held the process for minutes or for ever.
  it.each<[string, Record<string, unknown>, unknown]>([
    ['a pattern that goes back again and again', { type: 'string', pattern: '^(a+)+$' }, `${'a'.repeat(60)}!`],
    ['a pattern of many options', { type: 'string', pattern: `^${'a?'.repeat(200)}b$` }, 'a'.repeat(200)],
    ['choices within choices', { $ref: '#/$defs/d40' }, 'x'],
    ['a pattern for each of many texts', { items: { type: 'string', pattern: '^(a+)+$' } }, [`${'a'.repeat(60)}!`]],
  ])('gives up on %s', (_what, schema, value) => {
    const $defs: Record<string, unknown> = { d0: { type: 'number' } };
    for (let at = 1; at <= 40; at += 1) {
      const $ref = `#/$defs/d${at - 1}`;
      $defs[`d${at}`] = { anyOf: [{ $ref }, { $ref }] };
    }
    const check = argumentsCheck(object({ a: schema }, { $defs }));
    const began = performance.now();
    expect(check({ a: value })).toContain('could not be checked');
    expect(performance.now() - began).toBeLessThan(3_000);
    expect(check({})).toBeNull();
  });

  it('takes a schema that refers to one large part in many places, without writing it out each time', () => {
    const part = object(Object.fromEntries(Array.from({ length: 600 }, (_, at) => [`p${at}`, { type: 'string' }])));
    const places = Array.from({ length: 250 }, (_, at) => [`q${at}`, { $ref: '#/$defs/part' }]);
    const began = performance.now();
    const check = argumentsCheck(object(Object.fromEntries(places), { $defs: { part } }));
    expect(check({ q7: { p1: 1 } })).toBe('q7.p1 must be string');
    expect(performance.now() - began).toBeLessThan(3_000);
  });

  it('checks formats that it knows, and passes over those that nobody does', () => {
    const check = argumentsCheck(
      object({ d: { type: 'string', format: 'date' }, o: { type: 'string', format: 'odd' } }),
    );
    expect([check({ d: '2026-01-01', o: 'x' }), check({ d: 'soon' })]).toEqual([null, 'd must match format "date"']);
  });

  it('refuses what could not be stored or shown whole', () => {
    const check = argumentsCheck({ type: 'object' });
    for (const args of [{ a: '\0' }, { a: '\ud800' }, { '\0': 1 }, { a: { b: ['\0'] } }])
      expect(check(args)).not.toBeNull();
    expect(check({ a: 'x'.repeat(1_600_000) })).toContain('larger than');
  });

  it.each<[string, Record<string, unknown>]>([
    ['points elsewhere', object({ a: { $ref: 'https://example.org/a.json' } })],
    ['is no schema', { type: 'nonsense' }],
    ['has a pattern that is none', object({ a: { type: 'string', pattern: '(' } })],
    ['has an endless pattern', object({ a: { type: 'string', pattern: 'a'.repeat(2_000) } })],
    ['is huge', object({ a: { description: 'x'.repeat(60_000) } })],
  ])('refuses a schema that %s', (_what, schema) => {
    expect(() => argumentsCheck(schema)).toThrow();
  });

  it('follows a schema that refers to itself', () => {
    const check = argumentsCheck(object({ a: { $ref: '#' } }, { additionalProperties: false }));
    expect(check({ a: { a: { a: {} } } })).toBeNull();
    expect(check({ a: { a: { b: 1 } } })).toContain('a.a must NOT have additional properties');
  });
});
