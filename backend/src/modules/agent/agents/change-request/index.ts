export { changeRequest } from './change-request.agent.js';
