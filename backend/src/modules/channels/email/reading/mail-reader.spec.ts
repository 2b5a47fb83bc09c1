import { Worker } from 'node:worker_threads';
import { afterAll, describe, expect, it } from 'vitest';
import { MailReader } from './mail-reader.js';
import type { MailContext } from './understand-mail.js';

const CONTEXT: MailContext = {
  own: { address: 'parley@mail.example', markerHeader: 'x-parley-delivery' },
  trust: { authserv: 'mx.google.com', ownDomains: [] },
  sentinel: '=== Reply above this line ===',
  ownLines: [],
};
const HEAD = 'From: Anna <anna@example.com>\r\nTo: parley@mail.example\r\nSubject: Hello\r\n';
const plain = (text: string): Buffer =>
  Buffer.from(`${HEAD}Content-Type: text/plain; charset=utf-8\r\n\r\n${text}\r\n`);

/** As `npm run dev` runs it: from the TypeScript source. */
const fromSource = (): Worker =>
  new Worker(new URL('./mail-reader.worker.ts', import.meta.url), {
    execArgv: ['--import', '@oxc-node/core/register'],
    resourceLimits: { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 },
  });
const reader = new MailReader(fromSource);
afterAll(() => reader.close());

const read = (raw: Buffer) => reader.readMail(raw, CONTEXT);
const alive = async () => expect(await read(plain('Yes'))).toMatchObject({ reply: { text: 'Yes' } });

const nested = (depth: number): Buffer => {
  const open = Array.from(
    { length: depth },
    (_, at) => `Content-Type: multipart/mixed; boundary="b${at}"\r\n\r\n--b${at}\r\n`,
  );
  return Buffer.from(`${HEAD}${open.join('')}\r\nYes\r\n`);
};
const withParts = (count: number): Buffer =>
  Buffer.from(`${HEAD}Content-Type: multipart/mixed; boundary="m"\r\n\r\n${'--m\r\n\r\nx\r\n'.repeat(count)}--m--\r\n`);
const megabytes = (count: number): string => `${'QUFB'.repeat(19)}\r\n`.repeat((count * 1024 * 1024) / 78);

describe('mail is read in a thread (T12)', { timeout: 60_000 }, () => {
  it('reads an honest mail', async () =>
    expect(await read(plain('Yes, go ahead.'))).toMatchObject({
      from: { name: 'Anna', address: 'anna@example.com' },
      classification: { kind: 'new' },
      verdict: 'none',
      reply: { text: 'Yes, go ahead.', confidence: 'high' },
    }));

  it('reads several at once, each for itself', async () => {
    const words = ['one', 'two', 'three', 'four'];
    const all = await Promise.all(words.map((word) => read(plain(word))));
    expect(all.map((mail) => ('reply' in mail ? mail.reply.text : mail.unreadable))).toEqual(words);
  });

  it.each([
    ['"On " fifty thousand times', plain('On '.repeat(50_000))],
    ['"On " on fifty thousand lines', plain('On \r\n'.repeat(50_000))],
    ['a quote mark fifty thousand times', plain('> '.repeat(50_000))],
    ['dashes and colons without end', plain(`${'-'.repeat(100_000)}:${'a:'.repeat(50_000)}`)],
    ['addresses without end', plain('a@b.c <a@b.c> '.repeat(20_000))],
    ['open brackets in a header', Buffer.from(`${HEAD}Authentication-Results: ${'('.repeat(100_000)}\r\n\r\nYes\r\n`)],
    [
      'HTML that only opens',
      Buffer.from(`${HEAD}Content-Type: text/html\r\n\r\n${'<blockquote><div>'.repeat(60_000)}Yes`),
    ],
    [
      'a style sheet that only opens',
      Buffer.from(`${HEAD}Content-Type: text/html\r\n\r\n${'<style>{'.repeat(60_000)}Yes`),
    ],
  ])('survives %s within its time', async (_name, raw) => {
    const began = performance.now();
    await read(raw);
    expect(performance.now() - began).toBeLessThan(5_000);
    await alive();
  });

  it('refuses ten thousand multiparts inside of each other', async () => {
    expect(await read(nested(10_000))).toEqual({ unreadable: expect.stringContaining('parts') });
    await alive();
  });
  it('refuses more than twenty levels', async () =>
    expect(await read(nested(30))).toEqual({ unreadable: expect.stringContaining('nesting depth') }));
  it('reads twenty levels', async () => expect(await read(nested(20))).toMatchObject({ reply: { text: 'Yes' } }));
  it('refuses more than a hundred parts', async () => {
    expect(await read(withParts(101))).toEqual({ unreadable: expect.stringContaining('parts') });
    expect(await read(withParts(100))).toMatchObject({ subject: 'Hello' });
  });

  it('reads a mail with an attachment of 20 MB', async () => {
    const body = `--m\r\nContent-Type: text/plain\r\n\r\nYes\r\n--m\r\nContent-Type: application/zip; name=a.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n${megabytes(20)}--m--\r\n`;
    const mail = await read(Buffer.from(`${HEAD}Content-Type: multipart/mixed; boundary="m"\r\n\r\n${body}`));
    expect(mail).toMatchObject({
      reply: { text: 'Yes' },
      attachments: [{ filename: 'a.zip', mimeType: 'application/zip' }],
    });
  });
  it('cuts a text of 20 MB in base64', async () => {
    const mail = await read(Buffer.from(`${HEAD}Content-Transfer-Encoding: base64\r\n\r\n${megabytes(20)}`));
    expect(mail).toMatchObject({ reply: { confidence: 'low' } });
    expect(Buffer.byteLength('reply' in mail ? mail.reply.text : '')).toBeLessThan(33 * 1024);
  });
  it('refuses more than 25 MB without looking at it', async () =>
    expect(await read(Buffer.alloc(25 * 1024 * 1024 + 1))).toEqual({ unreadable: expect.stringContaining('bytes') }));

  it('tells when no thread can be started', async () => {
    const bad = new MailReader(() => new Worker('process.exit(1)', { eval: true }));
    expect(await bad.readMail(plain('Yes'), CONTEXT)).toEqual({ unreadable: expect.stringContaining('ended') });
    await bad.close();
  });

  it.each([
    ['never answers', "require('worker_threads').parentPort.on('message', () => { for (;;); })", 'longer'],
    [
      'eats memory',
      "require('worker_threads').parentPort.on('message', () => { const a = []; for (;;) a.push(new Array(1e5).fill({})); })",
      'memory',
    ],
    ['ends', "require('worker_threads').parentPort.on('message', () => process.exit(0))", 'ended'],
    ['throws', "require('worker_threads').parentPort.on('message', () => { throw new Error('broken'); })", 'broken'],
  ])('goes on with a new thread when the old one %s', async (_name, code, reason) => {
    const ready = `${code};require('worker_threads').parentPort.postMessage('ready')`;
    let isGood = false;
    const spoiled = () => new Worker(ready, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 32 } });
    const bad = new MailReader(() => (isGood ? fromSource() : spoiled()));
    expect(await bad.readMail(plain('Yes'), CONTEXT)).toEqual({ unreadable: expect.stringContaining(reason) });
    isGood = true;
    expect(await bad.readMail(plain('Yes'), CONTEXT)).toMatchObject({ reply: { text: 'Yes' } });
    await bad.close();
  });

  it('takes a mail up once more that was too slow, in a new thread', async () => {
    const stuck = "require('worker_threads').parentPort.on('message', () => { for (;;); }).postMessage('ready')";
    const threads = [() => new Worker(stuck, { eval: true }), fromSource];
    const late = new MailReader(() => (threads.shift() ?? fromSource)());
    expect(await late.readMail(plain('Yes'), CONTEXT)).toMatchObject({ reply: { text: 'Yes' } });
    await late.close();
  });
});
