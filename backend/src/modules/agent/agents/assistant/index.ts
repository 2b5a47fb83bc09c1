export { assistant } from './assistant.agent.js';
