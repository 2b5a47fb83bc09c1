import { agentSkillSchema, samplePromptSchema } from '@parley/contracts';
import { z } from 'zod';

const MAX_MS = 24 * 3_600_000;
const ms = (standard: number) => z.int().min(50).max(MAX_MS).default(standard);

/** A service elsewhere that people can choose as an agent (docs/workflows.md). */
export const workflowSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be lower-case letters, digits and hyphens'),
  description: z.string().min(1).max(500),
  samplePrompts: z.array(samplePromptSchema).default([]),
  skills: z.array(agentSkillSchema).default([]),
  /** How long nothing at all may come. */
  firstMs: ms(10_000),
  /** How long it may be silent in mid-stream. */
  idleMs: ms(20_000),
  /** How long a missing chunk is waited for before it is asked for. */
  gapMs: ms(1_000),
  /** How long one leg may take. */
  totalMs: ms(600_000),
});
export type Workflow = z.infer<typeof workflowSchema>;
/** As it is written in a file: what has a default may be left out. */
export type WorkflowInput = z.input<typeof workflowSchema>;
