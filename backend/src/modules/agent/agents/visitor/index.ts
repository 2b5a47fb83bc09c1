export { type Visit, visitSchema } from './visit.js';
export { visitor } from './visitor.agent.js';
