import { defineAgent } from '../../runtime/run-context.js';
import { runOrchestrator } from './run-orchestrator.js';
import { samplePrompts } from './sample-prompts.js';

/** Finds agents for what is wanted, gives them the work and puts their results together (AG-5). */
export const orchestrator = defineAgent({
  name: 'orchestrator',
  description: 'Finds other agents for what you want, gives each its part, and puts their results together.',
  samplePrompts,
  run: runOrchestrator,
});
