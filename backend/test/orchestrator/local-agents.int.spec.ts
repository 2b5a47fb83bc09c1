import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defineAgent } from '../../src/modules/agent/index.js';
import { type Person, startTestProduct, type TestProduct } from '../support/product/index.js';

const QUESTION = 'Formal or informal?';
const translator = defineAgent({
  name: 'translator',
  description: 'Translates texts into other languages.',
  skills: [
    {
      ...{ id: 'translate', name: 'Translation', description: 'Translates a text into another language' },
      ...{ tags: ['translate', 'translation', 'language'], examples: [] },
    },
  ],
  run: async (ctx) => {
    const [task] = await ctx.history();
    const tone = await ctx.ask('tone', { type: 'TEXT', question: QUESTION });
    await ctx.say('result', `Translated, ${tone.kind === 'answered' ? tone.text : 'as it came'}: ${task?.text}`);
  },
});

let product: TestProduct;
let me: Person;
beforeAll(async () => {
  product = await startTestProduct({ agents: [translator] });
  me = await product.signUp();
});
afterAll(() => product.close());

describe('an agent of this Parley that says what it can do', () => {
  it('is found, given its part, and asks in its own name', async () => {
    const prompt = 'Translate our handbook into Japanese';
    const asked = await me.post('/api/chat', { prompt, agent: 'orchestrator' });
    expect(asked.body).toMatchObject({ question_for_user: QUESTION, task_agent_pairs: [{ agent: 'translator' }] });
    const [request] = await me.pending(asked.body.thread_id);
    expect(request?.agent).toBe('translator via orchestrator');

    const done = await me.post('/api/chat/continue', { thread_id: asked.body.thread_id, response: 'Formal, please' });
    expect(done.body.status).toBe('completed');
    expect(done.body.final_response).toContain('**translator** says');
    expect(done.body.final_response).toContain('Translated, Formal, please: Translate the text.');
    const { items } = (await me.view(asked.body.thread_id)).messages;
    const alone = items.filter(({ text }: { text: string }) => text.startsWith('Translated'));
    expect(alone).toEqual([]);
  });
});
