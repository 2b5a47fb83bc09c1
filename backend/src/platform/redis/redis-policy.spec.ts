import { describe, expect, it } from 'vitest';
import { readPolicy } from './redis-policy.js';

describe('readPolicy', () => {
  it.each([
    ['maxmemory_policy:noeviction\r\n# Persistence\r\naof_enabled:1\r\n', { kind: 'keeps', appendOnly: true }],
    ['maxmemory_policy:noeviction\r\naof_enabled:0\r\n', { kind: 'keeps', appendOnly: false }],
    ['used_memory:1\r\nmaxmemory_policy:allkeys-lru\r\naof_enabled:1\r\n', { kind: 'evicts', policy: 'allkeys-lru' }],
    ['used_memory:1\r\n', { kind: 'unknown' }],
    ['', { kind: 'unknown' }],
  ])('reads %j', (info, policy) => {
    expect(readPolicy(info)).toEqual(policy);
  });
});
