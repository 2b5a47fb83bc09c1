import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { FaultPlan, Ledger, listen, type Reach } from '../../kit/index.js';
import type { AgentFault } from './faults.js';
import type { AgentLedgerEntry } from './ledger.js';
import { budget } from './samples/budget.js';
import type { Sample } from './samples/sample.js';
import { travelDesk } from './samples/travel-desk.js';
import { weather } from './samples/weather.js';
import { AgentsServer } from './server.js';
import { TaskFile } from './task-file.js';

const SAMPLES = [weather, travelDesk, budget];

export interface SampleAgentsOptions {
  /** Left out: any that is free. */
  readonly port?: number;
  /** Left out: only from this machine. */
  readonly reach?: Reach | undefined;
  /** Where tasks and ledger are kept over restarts. Left out: nowhere. */
  readonly folder?: string;
  /** How long a task takes, in milliseconds. */
  readonly workMs?: number;
  /** Left out: the three that ship. */
  readonly samples?: readonly Sample[];
}

export interface SampleAgents {
  readonly url: string;
  /** Of each agent: with a slash at its end, so that the card is found below. */
  readonly agents: readonly { readonly name: string; readonly url: string }[];
  readonly faults: FaultPlan<AgentFault>;
  readonly ledger: Ledger<AgentLedgerEntry>;
  close(): Promise<void>;
}

/** Starts three A2A agents (AG-5), on 127.0.0.1 unless told otherwise: one answers, one asks back, one needs what others found. */
export const startSampleAgents = async ({
  port,
  reach,
  folder,
  workMs = 400,
  samples = SAMPLES,
}: SampleAgentsOptions = {}): Promise<SampleAgents> => {
  if (folder !== undefined) mkdirSync(folder, { recursive: true });
  const file = new TaskFile(folder);
  const faults = new FaultPlan<AgentFault>();
  const ledger = new Ledger<AgentLedgerEntry>(folder && join(folder, 'ledger.jsonl'));
  let url = '';
  const server = new AgentsServer({ samples, file, faults, ledger, workMs, url: () => url });
  url = await listen(server.http, port, reach);
  server.open();
  return {
    url,
    agents: samples.map(({ name, slug }) => ({ name, url: `${url}/${slug}/` })),
    faults,
    ledger,
    close: async () => {
      server.http.closeAllConnections();
      await new Promise<void>((resolve) => server.http.close(() => resolve()));
      file.close();
    },
  };
};
