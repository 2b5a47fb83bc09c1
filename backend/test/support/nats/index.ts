export { Broker, natsServer } from './broker.js';
export { WorkflowLine } from './workflow-line.js';
