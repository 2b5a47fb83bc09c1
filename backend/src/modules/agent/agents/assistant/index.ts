export { assistant } from './assistant.agent.js';
export { samplePrompts } from './sample-prompts.js';
