import { randomUUID } from 'node:crypto';
import { HttpToolServer } from '@parley/sandbox/tool-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { soon } from '../support/product/index.js';
import { ToolStage } from './tool-stage.js';

let stage: ToolStage;
beforeAll(async () => {
  stage = await ToolStage.start({ stdio: true, env: { TOOL_TIMEOUT_MS: '700' } });
  for (const tool of ['web.write', 'web.put', 'web.pay', 'child.write', 'child.put', 'child.pay'])
    await stage.rule(tool, 'AUTO');
});
afterAll(() => stage.close());

const call = (tool: string, how: string, text = randomUUID()) => stage.use({ tool, arguments: { text, how } });
const status = async (name: string) => (await stage.list()).servers.find((one) => one.name === name);

describe('a server that ends in the middle of a call', () => {
  it.each(['web', 'child'])(
    '%s: it is not known whether it ran, so the person is asked, and no means no',
    async (server) => {
      const text = randomUUID();
      const { sessionId, done } = await call(`${server}.write`, 'die-after', text);
      const { question } = await stage.question(sessionId);
      expect(question.question).toContain('not known whether');
      expect(question.action).toMatchObject({ tool: `${server}.write`, arguments: { text } });
      await stage.decide(sessionId, { decision: 'reject', comment: 'I looked: it did' });
      expect(await done).toEqual({ kind: 'unknown', message: 'I looked: it did' });
      expect([...stage.effects(text), ...stage.childLedger.filter((one) => one.text === text)]).toHaveLength(1);
      await soon(async () => expect((await status(server))?.status).toBe('ready'));
    },
  );

  it('runs again after a yes, at a server that has come back', async () => {
    const text = randomUUID();
    const { sessionId, done } = await call('web.write', 'die-after', text);
    await stage.decide(sessionId);
    expect(await done).toMatchObject({ kind: 'done' });
    expect(stage.effects(text)).toHaveLength(2);
  });

  it.each([
    ['web.put', 2],
    ['web.pay', 1],
  ])('%s, which may be called twice, is called again unasked', async (tool, effects) => {
    const text = randomUUID();
    const { done } = await call(tool, 'die-after', text);
    const outcome = await Promise.race([done, soonAsked(text)]);
    // The second try of what keeps keys has no second effect, so it dies again: then a person decides.
    expect(outcome).toMatchObject(effects === 2 ? { kind: 'done' } : { kind: 'asked' });
    expect(stage.effects(text)).toHaveLength(effects);
    expect(new Set(stage.effects(text).map(({ key }) => key)).size).toBe(1);
  });

  it('is begun anew as a process, with nothing of our environment but what is configured', async () => {
    await (await call('child.read', 'die-before')).done;
    await stage.ready('child');
    const { done } = await stage.use({ tool: 'child.read', arguments: { text: 'x' } });
    const { text } = (await done) as { text: string };
    const names = text.replace('read: ', '').split(' ');
    const known = ['HOME', 'LOGNAME', 'PATH', 'SHELL', 'TERM', 'TOOL_LEDGER', 'USER'];
    expect(names.filter((name) => !known.includes(name) && !name.startsWith('__'))).toEqual([]);
  });
});

const soonAsked = (text: string) =>
  soon(async () => {
    const { items } = (await stage.person.get('/api/feedback-requests?status=PENDING')).body;
    expect(JSON.stringify(items)).toContain(text);
    return { kind: 'asked' };
  });

describe('a call', () => {
  it('that takes too long is unknown, unless it only reads', async () => {
    expect(await (await call('web.read', 'hang')).done).toEqual({
      kind: 'failed',
      message: 'It did not answer in time.',
    });
    const text = randomUUID();
    const { sessionId } = await call('web.write', 'hang', text);
    expect((await stage.question(sessionId)).question.context).toBe('It did not answer in time.');
    expect(stage.effects(text)).toHaveLength(1);
  });

  it('whose answer is huge is cut, and says so', async () => {
    const outcome = await (await call('web.read', 'huge')).done;
    expect(outcome).toMatchObject({ kind: 'done', cut: true, isError: false });
    const { text } = outcome as { text: string };
    expect(text.length).toBeLessThan(201_000);
    expect(text).toMatch(/\[cut here: \d+ more characters were left out\]$/);
  });

  it('that fails says so in the words of the tool', async () => {
    expect(await (await call('web.write', 'error')).done).toMatchObject({ kind: 'done', isError: true });
    expect(await (await call('web.write', 'protocol-error')).done).toMatchObject({ kind: 'done', isError: true });
  });

  it('gives no text that steers a terminal, or that nothing can store', async () => {
    expect(await (await call('web.read', 'terminal')).done).toMatchObject({ kind: 'done', text: 'a[2Jbc\td' });
  });

  it('is broken off when the run is stopped', async () => {
    const text = randomUUID();
    const { sessionId } = await call('web.read', 'hang', text);
    await soon(() => expect(stage.http.world.atWork).toBeGreaterThan(0));
    expect((await stage.person.post(`/api/sessions/${sessionId}/stop`)).status).toBe(202);
    await stage.person.runSoon(sessionId, 'CANCELLED');
    await soon(() => expect(stage.http.world.atWork).toBe(0));
    expect(await stage.person.pending(sessionId)).toEqual([]);
  });
});

describe('a list', () => {
  it('that changes is read anew, and what cannot be used is refused with its reason', async () => {
    const { world } = stage.http;
    const before = structuredClone(world.tools);
    world.tools = [
      ...before,
      { name: 'new-one', annotations: { readOnlyHint: true } },
      { name: 'pаy' },
      { name: 'x'.repeat(200) },
      { name: 'twin' },
      { name: 'twin', annotations: { readOnlyHint: true } },
      { name: 'odd', inputSchema: { type: 'object', properties: { a: { $ref: 'https://example.org/x' } } } },
      {
        name: 'slow',
        inputSchema: { type: 'object', properties: { text: { type: 'string', pattern: '^(a+)+$' } } },
        annotations: { readOnlyHint: true },
      },
    ];
    stage.http.tellChanged();
    await soon(async () => expect((await status('web'))?.tools).toBe(before.length + 2));
    const { problem } = (await status('web')) ?? {};
    for (const word of ['letters, digits', 'longer than 128', '"twin" is refused', '"odd" is refused'])
      expect(problem).toContain(word);
    const { done } = await stage.use({ tool: 'web.slow', arguments: { text: `${'a'.repeat(40)}!` } });
    expect(await done).toEqual({ kind: 'failed', message: expect.stringContaining('could not be checked') });
    world.tools = before;
    stage.http.tellChanged();
    await soon(async () => expect((await status('web'))?.tools).toBe(before.length));
  });
});

describe('a server that is away', () => {
  it('is shown as down with its reason, keeps nobody else waiting, and is found again', async () => {
    const { port, world } = stage.http;
    await stage.http.stop();
    await stage.admin.post('/api/tools/servers/web/reconnect');
    await soon(async () =>
      expect(await status('web')).toMatchObject({ status: 'down', problem: expect.stringMatching(/\w/) }),
    );
    const { done } = await stage.begin((ctx) => ctx.tools('look'));
    expect((await done).map(({ name }) => name)).toEqual(expect.arrayContaining(['parley.current_time', 'child.read']));
    expect((await done).some(({ name }) => name.startsWith('web.'))).toBe(false);
    const again = await HttpToolServer.start(port, world);
    await stage.admin.post('/api/tools/servers/web/reconnect');
    await stage.ready('web');
    const { done: used } = await stage.use({ tool: 'web.read', arguments: { text: 'x' } });
    expect(await used).toMatchObject({ kind: 'done' });
    await again.stop();
  });
});
