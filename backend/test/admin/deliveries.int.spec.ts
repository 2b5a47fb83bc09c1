import type { AdminDelivery, DeadLetter } from '@parley/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CHOICE, DeliveryStage } from '../support/delivery/index.js';
import { type Person, soon } from '../support/product/index.js';

let stage: DeliveryStage;
let admin: Person;
beforeAll(async () => {
  stage = await DeliveryStage.start();
  admin = await stage.product.signUp('Ada');
});
afterAll(() => stage.close());

const list = async (query: string, by = admin) =>
  (await by.get<{ items: AdminDelivery[] }>(`/api/admin/deliveries?${query}`)).body.items;
const letters = async () => (await admin.get<{ items: DeadLetter[] }>('/api/admin/dead-letters')).body.items;
const hangs = (address: string) =>
  stage.slack.faults.plan.add({ fault: { kind: 'rejected' }, match: { address }, times: 1 });

it('finds the deliveries of a person by a part of name or address, and names nobody else’s conversation', async () => {
  const mira = await stage.personOn(['SLACK'], 3_600_000, 'Mira.Okafor');
  const noa = await stage.personOn(['SLACK'], 3_600_000, 'Noa');
  await mira.asked(CHOICE);
  await noa.asked(CHOICE);
  await soon(() => expect([...mira.got('SLACK'), ...noa.got('SLACK')]).toHaveLength(2));
  const found = await list('person=okaF');
  expect(found.map(({ person }) => person)).toEqual(['Mira.Okafor']);
  expect(found[0]).toMatchObject({ sessionId: null, dead: false, channel: 'SLACK' });
  expect(await list(`person=${noa.addresses.SLACK.slice(0, 12)}`)).toHaveLength(1);
  expect(await list('person=%25')).toEqual([]);
  await admin.newSession();
  const { id } = (await stage.product.pool.query('SELECT id FROM chat_session WHERE owner_id = $1', [noa.person.id]))
    .rows[0];
  await stage.product.pool.query('UPDATE chat_session SET owner_id = $2 WHERE id = $1', [id, admin.id]);
  expect((await list('person=Noa'))[0]?.sessionId).toBe(id);
});

it('tries all of a kind again at once, and leaves the others', async () => {
  const people = await Promise.all(['Ora', 'Pim', 'Quy'].map((name) => stage.personOn(['SLACK'], 3_600_000, name)));
  for (const person of people) hangs(person.addresses.SLACK);
  const requests = await Promise.all(people.map((person) => person.asked(CHOICE)));
  const ids = requests.map(({ id }) => id);
  const stuck = async () => (await letters()).filter(({ id }) => ids.includes(id));
  await soon(async () => expect(await stuck()).toHaveLength(3));
  expect((await admin.post('/api/admin/dead-letters/retry', { kind: 'job' })).body).toEqual({ retried: 0, left: 0 });
  expect(await stuck()).toHaveLength(3);
  // A channel that was found not to work is not asked again before somebody has mended it.
  await stage.product.pool.query(`UPDATE communication_channel SET status = 'ACTIVE' WHERE type = 'SLACK'`);
  expect((await admin.post('/api/admin/dead-letters/retry', { kind: 'request' })).body).toEqual({
    retried: 3,
    left: 0,
  });
  await soon(() => {
    for (const person of people) expect(person.got('SLACK')).toHaveLength(1);
  });
  expect(await stuck()).toEqual([]);
});
