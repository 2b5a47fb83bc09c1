import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { build } from 'vite';
import { Child } from '../lib/child.js';

const root = join(import.meta.dirname, '../..');

export interface Product {
  url: string;
  child: Child;
}

/** The server bundle with the bench's agents: same settings, same compiler, another entry. */
async function bundle(): Promise<void> {
  await build({
    configFile: join(root, 'backend/vite.config.ts'),
    logLevel: 'warn',
    build: { ssr: join(import.meta.dirname, 'server.ts'), outDir: join(root, 'bench/dist') },
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}

const secret = () => randomBytes(48).toString('base64url');

/** The same in all processes of one run, as those of one deployment have them. */
const SECRETS = { JWT_SECRET: secret(), TOKEN_SECRET: secret(), ENCRYPTION_KEYS: secret() };

export interface ProductOptions {
  dataDir: string;
  modelUrl: string;
  /** Undefined: it starts its own in `dataDir`, or uses the one that runs there. */
  databaseUrl?: string;
  role?: 'all' | 'api' | 'worker';
  /** Of the deployment, when this is not its first process. Tokens are for it. */
  publicUrl?: string;
  redisUrl?: string;
  /** Folder for a CPU profile, written at its end. */
  profile?: string;
}

const urlOf = (port: number) => `http://127.0.0.1:${port}`;

const environmentOf = (options: ProductOptions, port: number): NodeJS.ProcessEnv => ({
  ...SECRETS,
  PATH: process.env.PATH,
  NODE_ENV: 'production',
  PORT: String(port),
  DATA_DIR: options.dataDir,
  LOG_LEVEL: 'warn',
  LLM_PROVIDER: 'openai-compatible',
  LLM_MODEL: 'bench',
  LLM_BASE_URL: options.modelUrl,
  LLM_API_KEY: 'none',
  RATE_LIMIT_MESSAGES_PER_MINUTE: '1000000000',
  RATE_LIMIT_AUTH_PER_MINUTE: '1000000',
  ACCESS_TOKEN_TTL_S: '7200',
  ...(options.databaseUrl && { DATABASE_URL: options.databaseUrl }),
  PUBLIC_URL: options.publicUrl ?? urlOf(port),
  ALLOWED_ORIGINS: urlOf(port),
  ...(options.role && { ROLE: options.role }),
  ...(options.redisUrl && { REDIS_URL: options.redisUrl }),
});

/** Builds and starts the product in a process of its own. */
export async function startProduct(options: ProductOptions): Promise<Product> {
  await bundle();
  return startProcess(options);
}

/** One more process of what has been built. */
export async function startProcess(options: ProductOptions): Promise<Product> {
  const port = await freePort();
  const execArgv = ['--enable-source-maps'];
  if (options.profile) execArgv.push('--cpu-prof', `--cpu-prof-dir=${options.profile}`);
  const child = await Child.start('dist/server.js', { env: environmentOf(options, port), execArgv, cwd: root });
  return { url: urlOf(port), child };
}
