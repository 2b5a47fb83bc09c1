import { expect, it } from 'vitest';
import type { InboundEvent } from '../channels/index.js';
import { StrangerGreeters } from './stranger-greeters.js';

const event: InboundEvent = { kind: 'auto_reply', externalId: '1', address: 'a', thread: null, replyTo: null };

it('greets a stranger in the way of their channel, and where it has none, not at all', async () => {
  const greeted: InboundEvent[] = [];
  const greeters = new StrangerGreeters();
  greeters.register('SLACK', { execute: async (one) => void greeted.push(one) });
  await greeters.greet('EMAIL', event);
  expect(greeted).toEqual([]);
  await greeters.greet('SLACK', event);
  expect(greeted).toEqual([event]);
  expect(() => greeters.register('SLACK', { execute: async () => undefined })).toThrow();
});
