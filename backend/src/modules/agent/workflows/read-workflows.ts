import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type Workflow, workflowSchema } from './domain/workflow.js';

const areApart = (workflows: readonly Workflow[]) =>
  new Set(workflows.map(({ name }) => name)).size === workflows.length;
const fileSchema = z.strictObject({ workflows: z.array(workflowSchema).refine(areApart, 'has a name twice') });

/** @throws Error naming the file and everything in it that is wrong */
export const readWorkflows = (file: string): Workflow[] => {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`The list of workflows ${file} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
  const parsed = fileSchema.safeParse(content);
  if (parsed.success) return parsed.data.workflows;
  const problems = parsed.error.issues.map(({ path, message }) => `  - ${path.join('.') || 'the file'} ${message}`);
  throw new Error(`The list of workflows ${file} has mistakes:\n${problems.join('\n')}`);
};
