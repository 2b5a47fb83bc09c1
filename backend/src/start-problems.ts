import { createServer } from 'node:net';
import { type AppConfig, ConfigError } from './config/index.js';

/** Looked at first: nobody should wait for a database to hear that the port is taken. @throws ConfigError */
export async function assertPortFree({ port, host }: AppConfig): Promise<void> {
  const probe = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      probe.once('error', reject);
      probe.listen(port, host, resolve);
    });
  } catch (error) {
    throw explainPortProblem(error, { port, host });
  } finally {
    await new Promise((resolve) => probe.close(resolve));
  }
}

/** Also after it was free: a stand-in of this machine may have been told to take the same one. */
export const explainPortProblem = (error: unknown, { port, host }: Pick<AppConfig, 'port' | 'host'>): ConfigError =>
  new ConfigError([portProblem(error, port, host)]);

const portProblem = (error: unknown, port: number, host: string): string => {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE')
    return `PORT: ${port} on ${host} is in use. Stop what runs there, or set PORT to another one.`;
  if (code === 'EACCES') return `PORT: ${port} needs rights that this account has not. Take one above 1023.`;
  return `HOST, PORT: cannot listen on ${host}:${port} (${message}).`;
};

/** A database or data folder that cannot be used is a setting to mend, not a stack to read. */
export function explainDatabaseProblem(
  error: unknown,
  { databaseUrl, dataDir }: { databaseUrl: string | undefined; dataDir?: string },
): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (databaseUrl && isConnectionProblem(code))
    return new ConfigError([
      `DATABASE_URL: the database at ${new URL(databaseUrl).host} cannot be used (${message || code}).`,
    ]);
  if (!databaseUrl && code && FOLDER_PROBLEMS.has(code))
    return new ConfigError([`DATA_DIR: ${dataDir} cannot be used (${message}).`]);
  return error;
}

const FOLDER_PROBLEMS = new Set(['EACCES', 'ENOENT', 'ENOTDIR', 'EROFS', 'ENOSPC', 'EPERM']);
/** Network errors, and what PostgreSQL says to a stranger: 28 invalid authorization, 3D no such database. */
const isConnectionProblem = (code = '') => /^(ECONN|ENOTFOUND|ETIMEDOUT|EAI_AGAIN|EHOST|ENET|28|3D|P100)/.test(code);
