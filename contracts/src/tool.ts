import { z } from 'zod';
import { safeJson } from './text.js';

/** What may happen when an agent wants to use a tool: run, ask the person first, or neither (AG-7). */
export const toolPolicySchema = z.enum(['AUTO', 'ASK', 'DENY']);
export type ToolPolicy = z.infer<typeof toolPolicySchema>;

/** One tool that agents may use, built in or of an MCP server. */
export const toolSchema = z.object({
  /** `server.tool`, as agents and approvals name it. */
  name: z.string(),
  /** Name of its server in mcp.json; null: built in. */
  server: z.string().nullable(),
  title: z.string(),
  description: z.string(),
  /** JSON Schema of its arguments. */
  inputSchema: z.record(z.string(), safeJson),
  /** What its server says of it (MCP annotations). Hints, not promises. */
  readOnly: z.boolean(),
  destructive: z.boolean(),
  idempotent: z.boolean(),
  /** What holds unless somebody decides otherwise: read-only runs, anything else asks. */
  defaultPolicy: toolPolicySchema,
});
export type Tool = z.infer<typeof toolSchema>;

/** A server of mcp.json as it stands. */
export const toolServerSchema = z.object({
  name: z.string(),
  transport: z.enum(['stdio', 'http']),
  status: z.enum(['connecting', 'ready', 'down']),
  /** Why it is not ready, in words for an administrator. */
  problem: z.string().nullable(),
  protocolVersion: z.string().nullable(),
  tools: z.int(),
});
export type ToolServer = z.infer<typeof toolServerSchema>;

/** What was decided about a tool for one agent, or for all of them (`*`). */
export const toolRuleSchema = z.object({
  agent: z.string(),
  tool: z.string(),
  policy: toolPolicySchema,
  /** The tool is no longer what it was when this was decided: until it is decided anew, it asks. */
  outdated: z.boolean(),
});
export type ToolRule = z.infer<typeof toolRuleSchema>;

export const toolListSchema = z.object({
  servers: z.array(toolServerSchema),
  tools: z.array(toolSchema),
  rules: z.array(toolRuleSchema),
});
export type ToolList = z.infer<typeof toolListSchema>;

/** `policy: null` takes the decision back, so that the default holds again. */
export const setToolRuleSchema = z.strictObject({
  agent: z.string().min(1).max(64),
  tool: z.string().min(1).max(200),
  policy: toolPolicySchema.nullable(),
});
export type SetToolRule = z.infer<typeof setToolRuleSchema>;
