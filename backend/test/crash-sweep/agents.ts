import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { FeedbackQuestionInput } from '@parley/contracts';
import { type AgentDefinition, defineAgent, type RunContext } from '../../src/modules/agent/index.js';
import { analyseRequest, respond } from '../../src/modules/agent/llm/prompts/assistant.js';

/** How the agents reach the outside, and who they are. */
export interface Outside {
  effect(key: string, detail: string): void;
  life: '1' | '2';
  /** A step may wait here for a file, so that a test decides when it goes on. */
  gates: string;
}

/** The demo model answers this in one short sentence. */
const SHORT = 'Do you remember what I said?';
/** And this so slowly that there is time to stop it, also after a restart. */
const LONG = '[[demo:slowx9]] Hello';
/** One short sentence, slowly enough to be shown elsewhere while it is made. */
const SLOW = `[[demo:slowx9]] ${SHORT}`;
/** Long enough that an answer given at once meets a run that works on something else. */
const WORK_MS = 400;
const PATIENCE_MS = 20_000;

/** Long enough that a card is out before. */
const SOON_MS = 1_500;

type Choice = Extract<FeedbackQuestionInput, { type: 'CHOICE' }>;
const WHICH_WAY: Choice = {
  type: 'CHOICE',
  question: 'Which way?',
  options: [
    { value: 'left', label: 'Left' },
    { value: 'right', label: 'Right' },
  ],
};

const conversation = (text: string) => ({
  history: [{ role: 'USER' as const, text, at: '2026-01-01T00:00:00Z' }],
  answers: [],
});

export const crashAgents = (outside: Outside): AgentDefinition[] => {
  const act = (ctx: RunContext, name: string, detail = '', ms = 0) =>
    ctx.step(name, async ({ idempotencyKey }) => {
      outside.effect(idempotencyKey, detail);
      if (ms) await pause(ms);
      return { detail };
    });

  const askAndApply = async (ctx: RunContext, ms: number) => {
    await act(ctx, 'gather', '', ms);
    const outcome = await ctx.ask('confirm', { type: 'TEXT', question: 'Which way?' });
    await act(ctx, 'apply', outcome.kind === 'answered' ? outcome.text : outcome.kind);
  };

  /** The whole road: two lines of work, one of which asks while the other is still busy. */
  const main = async (ctx: RunContext) => {
    await ctx.history();
    await act(ctx, 'prepare');
    await ctx.think('analyse', analyseRequest(conversation(SHORT)));
    await ctx.all([
      ctx.branch('left', (own) => askAndApply(own, 0)),
      ctx.branch('right', (own) => askAndApply(own, WORK_MS)),
    ]);
    await ctx.say('report', respond(conversation(SHORT)));
  };

  /** The question is asked while other work goes on, so that the end of that work is what the run falls asleep after. */
  const aside = async (ctx: RunContext) => {
    await ctx.all([
      ctx.branch('left', (own) => askAndApply(own, 0)),
      ctx.branch('right', async (own) => {
        await act(own, 'work', '', WORK_MS);
      }),
    ]);
  };

  const fail = async (ctx: RunContext) => {
    await act(ctx, 'prepare');
    await ctx.step('break', ({ idempotencyKey }) => {
      outside.effect(idempotencyKey, 'breaks');
      throw new Error('the tool is broken');
    });
  };

  const stop = async (ctx: RunContext) => {
    await act(ctx, 'prepare');
    await ctx.say('report', respond(conversation(LONG)));
  };

  const expiry = async (ctx: RunContext) => {
    const outcome = await ctx.ask('confirm', {
      type: 'TEXT',
      question: 'Which way?',
      onExpiry: 'DEFAULT',
      expiresInMs: 1_000,
      default: { type: 'TEXT', text: 'straight on' },
    });
    await act(ctx, 'apply', outcome.kind === 'answered' ? outcome.text : outcome.kind);
    await ctx.say('report', 'Done.');
  };

  const followUp = async (ctx: RunContext) => {
    const turns = await ctx.history();
    await act(ctx, 'work', turns.findLast((turn) => turn.role === 'user')?.text, WORK_MS);
    await ctx.say('report', 'Done.');
  };

  /** Does its work when the test lets this process: both may be inside of the step at once. */
  const gated = async (ctx: RunContext) => {
    const by = await ctx.step('work', async ({ idempotencyKey }) => {
      outside.effect(idempotencyKey, 'begun');
      const until = Date.now() + PATIENCE_MS;
      while (!existsSync(`${outside.gates}/${outside.life}`) && Date.now() < until) await pause(10);
      outside.effect(idempotencyKey, 'returned');
      return outside.life;
    });
    await ctx.say('report', `Done by ${by}.`);
  };

  /** A question that one click answers, so that a card shows whether it still can be. */
  const asker = (ending: Partial<Choice> = {}) => {
    return async (ctx: RunContext) => {
      const outcome = await ctx.ask('confirm', { ...WHICH_WAY, ...ending });
      await act(ctx, 'apply', outcome.kind === 'answered' ? outcome.text : outcome.kind);
    };
  };

  const talker = async (ctx: RunContext) => {
    await ctx.say('slow', respond(conversation(SLOW)));
    await ctx.say('short', 'Done.');
  };

  /** Gives work to whoever can do it. */
  const errand = async (ctx: RunContext) => {
    const [best] = (await ctx.agents('look for somebody', 'find a hotel and flights')).matches;
    const task = 'Find a hotel and flights to Lisbon for 2 people, up to 5000 €';
    const outcome = await ctx.delegate('ask the desk', {
      ...{ agentId: best?.agent.id ?? '', agent: best?.agent.name ?? '', task },
    });
    await act(ctx, 'apply', outcome.kind);
  };

  const named = {
    ...{ main, aside, fail, stop, expiry, 'follow-up': followUp, gated, talker, errand },
    asker: asker(),
    'asker-until': asker({ onExpiry: 'FAIL', expiresInMs: SOON_MS }),
    'asker-or-default': asker({
      ...{ onExpiry: 'DEFAULT', expiresInMs: SOON_MS },
      default: { type: 'CHOICE', value: 'right' },
    }),
  };
  return Object.entries(named).map(([name, run]) => defineAgent({ name, description: 'For the crash sweep.', run }));
};
