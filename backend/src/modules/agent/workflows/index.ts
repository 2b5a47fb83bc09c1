export { readWorkflows } from './read-workflows.js';
export { WorkflowsModule } from './workflows.module.js';
