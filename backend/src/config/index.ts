import type { AppConfig } from './app-config.js';
import { ConfigError, loadConfig } from './load-config.js';
import { withLocalSecrets } from './local-secrets.js';

export {
  type AppConfig,
  CONFIG,
  type GoogleSettings,
  type LlmClientConfig,
  type LlmProvider,
  type SlackSettings,
} from './app-config.js';
export type { Environment } from './environment.js';
export { ConfigError, loadConfig } from './load-config.js';
export { projectRoot } from './project-root.js';

/** The configuration of this process; the one place that reads `process.env`. */
export const readConfig = (): AppConfig => loadConfig(environmentWithSecrets());

const environmentWithSecrets = () => {
  try {
    return withLocalSecrets(process.env);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw code ? new ConfigError([`DATA_DIR: the secrets of this machine cannot be kept there (${message}).`]) : error;
  }
};
