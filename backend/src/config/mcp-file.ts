import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Environment } from './environment.js';
import { ConfigError } from './load-config.js';
import { type McpServerConfig, readMcpConfig } from './mcp-config.js';
import { projectRoot } from './project-root.js';

/**
 * The servers of mcp.json: of the file that MCP_CONFIG names, or of the one in the project's folder if there is one.
 * @throws ConfigError
 */
export const readMcpServers = (env: Environment): McpServerConfig[] => {
  const file = resolve(projectRoot(), env.MCP_CONFIG || 'mcp.json');
  const problem = (text: string) =>
    new ConfigError([`${env.MCP_CONFIG ? 'MCP_CONFIG' : 'mcp.json'} (${file}) ${text}`]);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && !env.MCP_CONFIG) return [];
    throw problem(`cannot be read: ${message}`);
  }
  const { servers, problems } = readMcpConfig(text, env);
  const [first] = problems;
  if (first !== undefined) throw problem(problems.join('; '));
  return servers;
};
