import { resolve } from 'node:path';
import type { SandboxConfig } from './app-config.js';
import { type Environment, sandboxEnvironmentSchema } from './environment.js';
import { ConfigError } from './load-config.js';
import { projectRoot } from './project-root.js';

/** The configuration of a sandbox in a process of its own. @throws ConfigError */
export function sandboxConfigOf(env: Environment): SandboxConfig {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const { data, error } = sandboxEnvironmentSchema.safeParse(given);
  if (error) throw new ConfigError(error.issues.map(({ path, message }) => `${String(path[0])} ${message}`));
  const publicUrl = (data.PUBLIC_URL ?? `http://localhost:${data.PORT}`).replace(/\/+$/, '');
  return {
    ...{ host: data.HOST, port: data.PORT, publicUrl, name: data.SANDBOX_NAME },
    parleyUrl: data.SANDBOX_PARLEY_URL?.replace(/\/+$/, '') ?? publicUrl,
    dataDir: resolve(projectRoot(), data.DATA_DIR),
    natsUrls: data.NATS_URL,
    sandboxSlackPort: data.SANDBOX_SLACK_PORT,
    sandboxMailPort: data.SANDBOX_MAIL_PORT,
    sandboxDevtoolsPort: data.SANDBOX_DEVTOOLS_PORT,
    sandboxAgentsPort: data.SANDBOX_AGENTS_PORT,
  };
}
