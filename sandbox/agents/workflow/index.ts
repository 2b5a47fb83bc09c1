import { SampleWorkflow, type SampleWorkflowOptions } from './service.js';

export type { WorkflowFaults } from './faults.js';
export { storyAbout } from './scripts.js';
export type { SampleWorkflow };

/** @throws Error when the broker cannot be reached */
export const startSampleWorkflow = (options: SampleWorkflowOptions): Promise<SampleWorkflow> =>
  SampleWorkflow.start(options);
