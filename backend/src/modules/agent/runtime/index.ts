export {
  type AgentDefinition,
  type ChatTurn,
  defineAgent,
  type FeedbackOutcome,
  type RunContext,
} from './run-context.js';
