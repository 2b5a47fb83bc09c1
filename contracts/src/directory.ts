import { z } from 'zod';
import { idSchema, nonBlankText, safeText, timestampSchema } from './text.js';

export const agentHealthSchema = z.enum(['UNKNOWN', 'HEALTHY', 'UNHEALTHY']);
export type AgentHealth = z.infer<typeof agentHealthSchema>;

/** What an agent says it can do (the `skills` of an A2A agent card). */
export const agentSkillSchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  examples: z.array(z.string()),
});
export type AgentSkill = z.infer<typeof agentSkillSchema>;

/** An agent that work can be given to: one of this Parley, or one elsewhere by its A2A agent card (AG-5). */
export const directoryAgentSchema = z.object({
  /** `local:<name>`, or the id of its entry. */
  id: z.string(),
  kind: z.enum(['LOCAL', 'REMOTE']),
  name: z.string(),
  description: z.string(),
  skills: z.array(agentSkillSchema),
  health: agentHealthSchema,
  /** Why it is not healthy, in words for an administrator. */
  problem: z.string().nullable(),
  checkedAt: timestampSchema.nullable(),
  /** Of a remote agent. */
  cardUrl: z.string().nullable(),
  version: z.string().nullable(),
  protocolVersion: z.string().nullable(),
  provider: z.string().nullable(),
});
export type DirectoryAgent = z.infer<typeof directoryAgentSchema>;
export const directorySchema = z.object({ items: z.array(directoryAgentSchema) });

/** One line of why an agent was found: which words met which part of it, and what that counted. */
export const matchReasonSchema = z.object({ part: z.string(), words: z.array(z.string()), points: z.number() });
export const directoryMatchSchema = z.object({
  agent: directoryAgentSchema,
  /** 0 to 1, comparable within one search only. */
  score: z.number(),
  reasons: z.array(matchReasonSchema),
});
export type DirectoryMatch = z.infer<typeof directoryMatchSchema>;
export const directorySearchSchema = z.strictObject({ q: nonBlankText(500) });
export const directoryMatchesSchema = z.object({ items: z.array(directoryMatchSchema) });

/** `url`: of the agent, or of its card itself; `token`: sent to it as a bearer token. */
export const addDirectoryAgentSchema = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).max(2_000),
  token: safeText(4_000).optional(),
});
export const directoryAgentIdSchema = z.union([idSchema, z.string().regex(/^local:[a-z0-9-]{1,64}$/)]);
