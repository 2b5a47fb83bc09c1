export { orchestrator } from './orchestrator.agent.js';
