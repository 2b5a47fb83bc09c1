import { z } from 'zod';
import { agentSkillSchema } from './directory.js';
import { feedbackTypeSchema } from './feedback.js';

export const samplePromptSchema = z.object({
  title: z.string(),
  prompt: z.string(),
  /** The feedback type it leads to, null for a plain answer. */
  shows: feedbackTypeSchema.nullable(),
});
export type SamplePrompt = z.infer<typeof samplePromptSchema>;

export const agentSchema = z.object({
  name: z.string(),
  description: z.string(),
  samplePrompts: z.array(samplePromptSchema),
  /** Tools it was made for, by name or as `server.*`. Empty: it uses none. */
  tools: z.array(z.string()),
  /** What it can do, as others find it in the directory. */
  skills: z.array(agentSkillSchema),
  /** It runs elsewhere, as a workflow over a message broker (AG-9). */
  external: z.boolean(),
});
export type Agent = z.infer<typeof agentSchema>;
export const agentListSchema = z.object({
  items: z.array(agentSchema),
  /** The built-in demo model answers (AG-3): the screens say so. */
  demoModel: z.boolean(),
});
export type AgentList = z.infer<typeof agentListSchema>;
