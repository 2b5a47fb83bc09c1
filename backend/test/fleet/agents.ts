import { setTimeout as pause } from 'node:timers/promises';
import { type AgentDefinition, defineAgent } from '../../src/modules/agent/index.js';

/** Steps of a run before it asks, each so long that a kill finds most runs within one. */
const STEPS = 3;
const STEP_MS = 100;

/** Takes note of what is said, so that every message costs a run or a part of one. */
const listener = defineAgent({
  name: 'listener',
  description: 'Listens.',
  run: async (ctx) => void (await ctx.step('note', () => ({ noted: true }))),
});

/** Works, asks, works on and tells. */
const errand = defineAgent({
  name: 'errand',
  description: 'Asks the way.',
  run: async (ctx) => {
    for (let step = 1; step <= STEPS; step++) await ctx.step(`work ${step}`, () => pause(STEP_MS, { step }));
    const outcome = await ctx.ask('way', {
      type: 'CHOICE',
      question: 'Which way?',
      options: [
        { value: 'left', label: 'Left' },
        { value: 'right', label: 'Right' },
      ],
    });
    await ctx.step('go', () => pause(STEP_MS, { outcome: outcome.kind }));
    await ctx.say('report', 'Done.');
  },
});

export const fleetAgents = (): AgentDefinition[] => [listener, errand];
