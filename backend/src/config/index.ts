import type { AppConfig, SandboxConfig } from './app-config.js';
import { ConfigError, databaseUrlOf, loadConfig } from './load-config.js';
import { withLocalSecrets } from './local-secrets.js';
import { readMcpServers } from './mcp-file.js';
import { sandboxConfigOf } from './sandbox-config.js';

export {
  type AppConfig,
  CONFIG,
  type GoogleSettings,
  type LlmClientConfig,
  type LlmProvider,
  type SandboxConfig,
  type SlackSettings,
  type StandInsConfig,
} from './app-config.js';
export type { Environment } from './environment.js';
export { ConfigError, loadConfig } from './load-config.js';
export type { McpServerConfig } from './mcp-config.js';
export { projectRoot } from './project-root.js';
export { secretsOf } from './secrets-of.js';

/** The configuration of this process; the one place that reads `process.env`. */
export const readConfig = (): AppConfig => ({
  ...loadConfig(environmentWithSecrets()),
  mcpServers: readMcpServers(process.env),
});

/** All that a migration needs to know: it gets no secrets. @throws ConfigError */
export const readDatabaseUrl = (): string => databaseUrlOf(process.env);

/** Of a sandbox in a process of its own. @throws ConfigError */
export const readSandboxConfig = (): SandboxConfig => sandboxConfigOf(process.env);

const environmentWithSecrets = () => {
  try {
    return withLocalSecrets(process.env);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw code ? new ConfigError([`DATA_DIR: the secrets of this machine cannot be kept there (${message}).`]) : error;
  }
};
