import { defineAgent } from '../../runtime/run-context.js';
import { runAssistant } from './run-assistant.js';
import { samplePrompts } from './sample-prompts.js';

/** General chat that asks when a request is unclear, and before anything that cannot be undone (AG-4). */
export const assistant = defineAgent({
  name: 'assistant',
  description: 'Answers, plans and drafts. Asks you when something is unclear, and before it changes anything.',
  samplePrompts,
  // All there are: whatever has an effect asks first, unless an administrator has decided otherwise.
  tools: ['*'],
  run: runAssistant,
});
