import { defineAgent } from '../../runtime/run-context.js';
import { visitSchema } from './visit.js';

const NOBODY_LISTENS =
  'This conversation only carried a question of a program that is no part of Parley: nobody reads here. Start a new conversation to talk with an agent.';

/** Brings a question of a visiting program to the person; the program fetches the answer (API-4). */
export const visitor = defineAgent({
  name: 'visitor',
  description: 'Brings you questions of programs that visit.',
  hidden: true,
  run: async (ctx) => {
    const visit = visitSchema.safeParse(ctx.input);
    // Without one it was woken by a message to it.
    if (visit.success) await ctx.ask('ask', visit.data.question, { askedBy: visit.data.from });
    else await ctx.say('explain', NOBODY_LISTENS);
  },
});
