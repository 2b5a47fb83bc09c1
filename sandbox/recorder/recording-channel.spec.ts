import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readRecorderFault } from './faults.js';
import { person } from './person.js';
import type { Outgoing } from './recorded.js';
import { RecordingChannel } from './recording-channel.js';

const ADDRESS = 'mira@example.org';
const message = (text = 'Which way?'): Outgoing => ({
  address: ADDRESS,
  summary: text,
  text,
  about: 'request-1',
  controls: [{ label: 'Left', answer: { type: 'CHOICE', value: 'left' } }],
});
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recorder-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('RecordingChannel', () => {
  it('keeps what it accepts: a thread of its own or the one it is told, and the newest text of a message', async () => {
    const channel = new RecordingChannel({ name: 'EMAIL' });
    const first = await channel.deliver(message(), 'k1', null);
    if (first.kind !== 'accepted') throw new Error(first.kind);
    expect(first.threadId).toBe(first.messageId);
    const second = await channel.say(message('Got it.'), 'k2', first.threadId);
    expect(second).toMatchObject({ kind: 'accepted', threadId: first.threadId });
    await channel.update({ ...message('Answered.'), controls: [] }, first.messageId, first.threadId);
    expect(channel.entries().map(({ operation, key }) => [operation, key])).toEqual([
      ['deliver', 'k1'],
      ['say', 'k2'],
      ['update', null],
    ]);
    expect(channel.messages(ADDRESS).map(({ text, key, controls }) => [text, key, controls.length])).toEqual([
      ['Answered.', 'k1', 0],
      ['Got it.', 'k2', 1],
    ]);
    expect(channel.messages('noa@example.org')).toEqual([]);
  });

  it.each(['transient', 'unauthorized', 'not_found', 'rejected'] as const)('refuses with %s', async (kind) => {
    const channel = new RecordingChannel({ name: 'EMAIL' });
    channel.faults.plan.add({ fault: { kind }, times: 1 });
    expect(await channel.deliver(message(), 'k', null)).toMatchObject({ kind: 'refused', error: kind });
    expect(channel.entries()).toEqual([]);
    expect(await channel.deliver(message(), 'k', null)).toMatchObject({ kind: 'accepted' });
  });

  it('says how long it wants a pause, for one address and operation only', async () => {
    const channel = new RecordingChannel({ name: 'EMAIL' });
    const match = { channel: 'EMAIL', operation: 'deliver', address: ADDRESS };
    channel.faults.plan.add({ fault: { kind: 'rate_limited', retryAfterMs: 700 }, times: 'always', match });
    const refused = { kind: 'refused', error: 'rate_limited', retryAfterMs: 700 };
    expect(await channel.deliver(message(), 'k', null)).toMatchObject(refused);
    expect(await channel.deliver(message(), 'k', null)).toMatchObject(refused);
    expect((await channel.say(message(), 'k', null)).kind).toBe('accepted');
    expect((await channel.deliver({ ...message(), address: 'noa@example.org' }, 'k', null)).kind).toBe('accepted');
  });

  it('loses replies: of what arrived and of what did not', async () => {
    const channel = new RecordingChannel({ name: 'EMAIL' });
    channel.faults.plan.add({ fault: { kind: 'unknown_accepted' }, times: 1 });
    channel.faults.plan.add({ fault: { kind: 'unknown_dropped' }, times: 1 });
    expect((await channel.deliver(message(), 'there', null)).kind).toBe('lost');
    expect((await channel.deliver(message(), 'gone', null)).kind).toBe('lost');
    expect(channel.entries().map(({ key }) => key)).toEqual(['there']);
    expect((await channel.find(ADDRESS, 'there')).kind).toBe('found');
    expect((await channel.find(ADDRESS, 'gone')).kind).toBe('absent');
    expect((await channel.find('noa@example.org', 'there')).kind).toBe('absent');
    channel.faults.plan.add({ fault: { kind: 'unsure' }, times: 1, match: { operation: 'find' } });
    expect((await channel.find(ADDRESS, 'there')).kind).toBe('unsure');
  });

  it('hangs: it has the message long before it says so', async () => {
    const channel = new RecordingChannel({ name: 'EMAIL' });
    channel.faults.plan.add({ fault: { kind: 'hang', afterMs: 60 }, times: 1 });
    const began = performance.now();
    const reply = channel.deliver(message(), 'k', null);
    expect(channel.entries({ key: 'k' })).toHaveLength(1);
    expect((await reply).kind).toBe('accepted');
    expect(performance.now() - began).toBeGreaterThan(50);
  });

  it('is found by a later process, and by one beside it', async () => {
    const file = join(folder, 'ledger.jsonl');
    const before = new RecordingChannel({ name: 'SLACK', file });
    const beside = new RecordingChannel({ name: 'SLACK', file });
    await before.deliver(message('Grüße 😀'), 'k1', null);
    expect((await beside.find(ADDRESS, 'k1')).kind).toBe('found');
    appendFileSync(file, '\n{"key":"k2","addr');
    const after = new RecordingChannel({ name: 'SLACK', file });
    expect((await after.find(ADDRESS, 'k2')).kind).toBe('absent');
    expect(after.messages()[0]?.text).toBe('Grüße 😀');
  });

  it('takes its faults from a file, each use of a rule once over all processes', async () => {
    const faultFile = join(folder, 'faults.json');
    const options = { name: 'SLACK', file: join(folder, 'ledger.jsonl'), faultFile };
    const [one, two] = [new RecordingChannel(options), new RecordingChannel(options)];
    expect((await one.deliver(message(), 'k', null)).kind).toBe('accepted');
    const rules = [{ fault: 'transient', times: 2, match: { operation: 'deliver' } }, { fault: 'rejected' }];
    writeFileSync(faultFile, JSON.stringify(rules));
    const kinds: string[] = [];
    for (const channel of [one, two, new RecordingChannel(options), one]) {
      const reply = await channel.deliver(message(), 'k', null);
      kinds.push(reply.kind === 'refused' ? reply.error : reply.kind);
    }
    expect(kinds).toEqual(['transient', 'transient', 'rejected', 'accepted']);
  });

  it('refuses a fault it does not know', () => {
    expect(() => readRecorderFault('explode')).toThrow(TypeError);
    expect(() => readRecorderFault(null)).toThrow(TypeError);
    expect(readRecorderFault('hang')).toEqual({ kind: 'hang' });
  });
});

describe('person', () => {
  it('answers to one message, to a thread, or out of the blue', async () => {
    const channel = new RecordingChannel({ name: 'EMAIL' });
    await channel.deliver(message(), 'k1', null);
    const [sent] = channel.messages();
    if (!sent) throw new Error('nothing came');
    expect(person.replies(sent, 'left')).toMatchObject({ from: ADDRESS, inReplyTo: 'k1', thread: sent.threadId });
    expect(person.repliesInThread(sent, 'left')).toMatchObject({ inReplyTo: null, thread: sent.threadId });
    expect(person.writes(ADDRESS, 'hello')).toMatchObject({ inReplyTo: null, thread: null });
    const click = person.clicks(sent, sent.controls[0]!);
    expect(click).toMatchObject({ kind: 'button', about: 'request-1', answer: { type: 'CHOICE', value: 'left' } });
  });
});
