import { z } from 'zod';
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
});
export type Agent = z.infer<typeof agentSchema>;
export const agentListSchema = z.object({
  items: z.array(agentSchema),
  /** The built-in demo model answers (AG-3): the screens say so. */
  demoModel: z.boolean(),
});
export type AgentList = z.infer<typeof agentListSchema>;
