import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ToolStage } from './tool-stage.js';

let stage: ToolStage;
beforeAll(async () => {
  stage = await ToolStage.start();
});
afterAll(() => stage.close());

it('tells the time where it is asked for', async () => {
  const { done } = await stage.use({ tool: 'parley.current_time', arguments: { timeZone: 'Asia/Tokyo' } });
  expect(await done).toMatchObject({
    kind: 'done',
    data: { timeZone: 'Asia/Tokyo', local: expect.stringContaining('GMT+9') },
  });
  const nowhere = await stage.use({ tool: 'parley.current_time', arguments: { timeZone: 'Moon/Base' } });
  expect(await nowhere.done).toMatchObject({ data: { problem: expect.stringContaining('Moon/Base') } });
});

it('finds what a person said before, and nothing that anybody else did', async () => {
  const word = `50%_${randomUUID()}`;
  for (const who of [stage.person, stage.admin]) {
    const session = await who.newSession(stage.agent.name, `of ${who.name}`);
    stage.agent.play(session.id, async (ctx) => void (await ctx.say('ok', 'ok')));
    await who.say(session.id, `Remember ${word.toUpperCase()}`);
    await who.runSoon(session.id, 'COMPLETED');
  }
  const { done } = await stage.use({ tool: 'parley.search_conversations', arguments: { text: word } });
  const { messages } = ((await done) as { data: { messages: { title: string; text: string }[] } }).data;
  expect(messages).toMatchObject([{ title: 'of Mira', text: `Remember ${word.toUpperCase()}`, role: 'USER' }]);
});

it('the assistant uses a tool and tells what it said', async () => {
  const session = await stage.person.newSession('assistant');
  await stage.person.say(session.id, 'What time is it in Tokyo?');
  await stage.person.runSoon(session.id, 'COMPLETED');
  const view = await stage.person.view(session.id);
  expect(JSON.stringify(view)).toContain('GMT+9');
});
