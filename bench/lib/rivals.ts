import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Child } from './child.js';

const FOLDER = join(import.meta.dirname, '../rivals');

/** What others would use instead, each as its documentation sets it up (see the head of its script). */
export const RIVALS = [
  { name: 'LangGraph.js, "sync"', script: 'rivals/langgraph.mjs', args: ['sync'], conversations: true },
  { name: 'LangGraph.js, "async"', script: 'rivals/langgraph.mjs', args: ['async'], conversations: true },
  { name: 'LangGraph.js, "exit"', script: 'rivals/langgraph.mjs', args: ['exit'], conversations: true },
  { name: 'Mastra', script: 'rivals/mastra.mjs', args: [], conversations: true },
  { name: 'DBOS', script: 'rivals/dbos.mjs', args: [], conversations: false },
] as const;
export type Rival = (typeof RIVALS)[number];

/** npm writes `.package-lock.json` last, so an install that broke off has none. */
function isInstalled(): boolean {
  const present = join(FOLDER, 'node_modules/.package-lock.json');
  if (!existsSync(present)) return false;
  const versions = (file: string) => {
    const { packages } = JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, { version?: string }> };
    return packages;
  };
  const installed = versions(present);
  return Object.entries(versions(join(FOLDER, 'package-lock.json'))).every(
    ([path, { version }]) => path === '' || installed[path]?.version === version,
  );
}

/**
 * Their packages belong to this folder alone, so they come the first time somebody measures beside them. It does not block:
 * meanwhile the server closes connections that idle, and who does not notice sends the next request on a dead one.
 */
export async function installRivals(): Promise<void> {
  if (isInstalled()) return;
  console.log('Installing the rivals (npm ci in bench/rivals) …');
  const npm = process.env.npm_execpath;
  const [command, first] = npm ? [process.execPath, [npm]] : ['npm', []];
  const child = spawn(command, [...first, 'ci', '--ignore-scripts', '--loglevel=error'], {
    cwd: FOLDER,
    stdio: 'inherit',
  });
  const [status] = await once(child, 'exit');
  if (status !== 0) throw new Error('npm ci failed in bench/rivals');
}

export const startRival = ({ script, args }: Rival, databaseUrl: string): Promise<Child> =>
  Child.start(script, {
    args: [databaseUrl, ...args],
    env: { ...process.env, NODE_ENV: 'production', MASTRA_TELEMETRY_DISABLED: '1', LANGSMITH_TRACING: 'false' },
  });
