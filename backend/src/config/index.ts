import type { AppConfig } from './app-config.js';
import { loadConfig } from './load-config.js';
import { withLocalSecrets } from './local-secrets.js';

export { type AppConfig, CONFIG, type LlmClientConfig, type LlmProvider } from './app-config.js';
export type { Environment } from './environment.js';
export { ConfigError, loadConfig } from './load-config.js';
export { projectRoot } from './project-root.js';

/** The configuration of this process; the one place that reads `process.env`. */
export const readConfig = (): AppConfig => loadConfig(withLocalSecrets(process.env));
