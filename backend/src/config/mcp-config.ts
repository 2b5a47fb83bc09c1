import { z } from 'zod';
import type { Environment } from './environment.js';

/** A server of mcp.json. Holds what the environment keeps secret: never log this object. */
export type McpServerConfig = { readonly name: string } & (
  | {
      readonly transport: 'stdio';
      readonly command: string;
      readonly args: readonly string[];
      readonly env: Readonly<Record<string, string>>;
      readonly cwd: string | undefined;
    }
  | { readonly transport: 'http'; readonly url: string; readonly headers: Readonly<Record<string, string>> }
);

/** It begins the names of its tools, as people read them in approvals. `parley` is what is built in. */
const serverName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,31}$/i, 'must be 1 to 32 letters, digits, "-" or "_"')
  .refine((name) => name.toLowerCase() !== 'parley', 'is the name of the built-in tools');

const stdioServer = z.strictObject({
  type: z.literal('stdio').optional(),
  command: z.string().min(1),
  args: z.array(z.string()).default([]),
  env: z.record(z.string(), z.string()).default({}),
  cwd: z.string().min(1).optional(),
});
const httpServer = z.strictObject({
  type: z.enum(['http', 'streamable-http']).optional(),
  url: z.url({ protocol: /^https?$/, error: 'must be a URL beginning with http:// or https://' }),
  headers: z.record(z.string(), z.string()).default({}),
});
const fileSchema = z.object({
  mcpServers: z.record(
    serverName,
    z.record(z.string(), z.unknown()).transform((given, context) => {
      const parsed = ('url' in given ? httpServer : stdioServer).safeParse(given);
      if (parsed.success) return parsed.data;
      for (const { path, message } of parsed.error.issues) context.addIssue({ code: 'custom', path, message });
      return z.NEVER;
    }),
  ),
});

const VARIABLE = /\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}/g;

/** `${VAR}` and `${VAR:-default}` in every text. What is unset and has no default is a problem, not an empty text. */
const expand = (value: unknown, env: Environment, unset: Set<string>): unknown => {
  if (typeof value === 'string')
    return value.replace(VARIABLE, (_all, name: string, fallback: string | undefined) => {
      const found = env[name] || fallback;
      if (found === undefined) unset.add(name);
      return found ?? '';
    });
  if (Array.isArray(value)) return value.map((one) => expand(one, env, unset));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, expand(one, env, unset)]));
};

export type McpConfig = { servers: McpServerConfig[]; problems: string[] };

const bad = (...problems: string[]): McpConfig => ({ servers: [], problems });

/** The servers that the text of an mcp.json names, or what is wrong with it. Pure. */
export const readMcpConfig = (text: string, env: Environment): McpConfig => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return bad('is not valid JSON');
  }
  const unset = new Set<string>();
  const parsed = fileSchema.safeParse(expand(json, env, unset));
  if (unset.size > 0) return bad(...[...unset].map((name) => `names \${${name}}, which is not set`));
  if (!parsed.success)
    return bad(...parsed.error.issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`));
  const servers = Object.entries(parsed.data.mcpServers).map(([name, server]): McpServerConfig => {
    if ('url' in server) return { name, transport: 'http', url: server.url, headers: server.headers };
    const { command, args, env: own, cwd } = server;
    return { name, transport: 'stdio', command, args, env: own, cwd };
  });
  return { servers, problems: [] };
};
