import { readFile, writeFile } from 'node:fs/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { DomainError } from '../kernel/index.js';
import { AddAgent, Directory, RemoveAgent } from '../modules/agent/index.js';
import type { LocalAgents } from './local-agents.js';

/** Names and where they were when they were registered. */
type Registered = Record<string, string>;

/**
 * Takes the sample agents into the directory, each one once: what an administrator takes out of it stays out.
 */
export async function registerAgents({ agents, registered: file }: LocalAgents, app: INestApplicationContext) {
  const known = JSON.parse(await readFile(file, 'utf8').catch(() => '{}')) as Registered;
  for (const { name, url } of agents) if (known[name] !== url) await move(app, name, url, known[name]);
  await writeFile(file, JSON.stringify(Object.fromEntries(agents.map(({ name, url }) => [name, url]))));
}

/** @param before where it was at an earlier start, on another port */
async function move(app: INestApplicationContext, name: string, url: string, before: string | undefined) {
  const old = (await app.get(Directory).list()).find(({ cardUrl }) => before && cardUrl?.startsWith(before));
  if (before && !old) return;
  if (old) await app.get(RemoveAgent).execute(old.id);
  try {
    await app.get(AddAgent).execute({ url }, null);
  } catch (error) {
    // An agent of somebody's own has the name: then it is that one.
    if (!(error instanceof DomainError)) throw error;
    console.warn(`The sample agent ${name} is not in the directory: ${error.message}`);
  }
}
