import { type AgentDefinition, defineAgent } from '../../backend/src/modules/agent/index.js';
import { respond } from '../../backend/src/modules/agent/llm/prompts/assistant.js';
import { now } from '../lib/now.js';
import { tokens } from '../load/tokens.js';

/** When the step after an answer began, by run. */
export const stamps = new Map<string, number>();

const QUESTION = { type: 'TEXT', question: 'Which of the two shall I take?' } as const;

/** Waits for a person from its first message on: later messages are stored and acknowledged, and nothing else happens. */
const listener = defineAgent({
  name: 'bench-listener',
  description: 'Waits for ever.',
  run: async (ctx) => {
    await ctx.ask('wait', QUESTION);
  },
});

/** A run for each message, with nothing in it: message, run, start and end are stored. */
const idler = defineAgent({ name: 'bench-idler', description: 'Does nothing.', run: async () => {} });

/** Asks, and notes when the step after the answer begins. */
const asker = defineAgent({
  name: 'bench-asker',
  description: 'Asks once.',
  run: async (ctx) => {
    const outcome = await ctx.ask('choose', QUESTION);
    await ctx.step('go on', () => {
      stamps.set(ctx.runId, now());
      return outcome.kind === 'answered' ? outcome.text : outcome.kind;
    });
  },
});

/** Step, question, step: what the rivals run too. */
const cycler = defineAgent({
  name: 'bench-cycler',
  description: 'Looks, asks, goes on.',
  run: async (ctx) => {
    const found = await ctx.step('look', () => 2);
    const outcome = await ctx.ask('choose', QUESTION);
    await ctx.step('go on', () => {
      stamps.set(ctx.runId, now());
      return outcome.kind === 'answered' ? found : 0;
    });
  },
});

/** The shortest way from a message to a streamed answer: read the conversation, call the model. */
const talker = defineAgent({
  name: 'bench-talker',
  description: 'Answers at once.',
  run: async (ctx) => {
    const history = (await ctx.history()).map(({ role, text, at }) => ({
      role: role === 'user' ? ('USER' as const) : ('AGENT' as const),
      text,
      at,
    }));
    await ctx.say('respond', respond({ history, answers: [] }));
  },
});

/** Streams for as many seconds as it is told, each token with the time when it was made. */
const streamer = defineAgent({
  name: 'bench-streamer',
  description: 'Talks for a while.',
  run: async (ctx) => {
    const history = await ctx.history();
    await ctx.stream('talk', async ({ onText }) => {
      let text = '';
      await tokens(Number(history.at(-1)?.text), (token) => {
        text += token;
        onText(text);
      });
      return { text, value: null };
    });
  },
});

/** Some steps, each with nothing in it: what is left is the runtime. */
const stepper = defineAgent({
  name: 'bench-stepper',
  description: 'Takes five steps.',
  run: async (ctx) => {
    for (const number of [1, 2, 3, 4, 5]) await ctx.step(`step ${number}`, () => number);
  },
});

export const benchAgents: AgentDefinition[] = [listener, idler, asker, cycler, talker, streamer, stepper];
