import { describe, expect, it } from 'vitest';
import { natsAccess } from './nats-servers.js';

describe('natsAccess', () => {
  it.each([
    [['nats://localhost'], { servers: ['localhost:4222'] }],
    [['nats://a:1', 'nats://b:2'], { servers: ['a:1', 'b:2'] }],
    [['nats://ann:s%40cret@a:1'], { servers: ['a:1'], user: 'ann', pass: 's@cret' }],
    [['nats://t0ken@a:1'], { servers: ['a:1'], token: 't0ken' }],
    [['tls://a:1'], { servers: ['a:1'], tls: {} }],
    [['nats://[::1]:4222'], { servers: ['[::1]:4222'] }],
  ])('reads %j', (urls, access) => {
    expect(natsAccess(urls)).toEqual(access);
  });
});
