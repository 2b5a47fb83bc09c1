import { join } from 'node:path';
import { listen, SharedLedger } from '../kit/index.js';
import { openShop } from './git/seed.js';
import { PullRequests } from './pulls/pull-requests.js';
import { createDevtoolsServer } from './server.js';
import type { Shop } from './shop.js';
import type { Devtools, DevtoolsLedgerEntry, DevtoolsOptions } from './types.js';

export const openDevtools = async (folder: string): Promise<Shop> => {
  const repository = await openShop(folder);
  const ledger = new SharedLedger<DevtoolsLedgerEntry>(join(folder, 'ledger.jsonl'));
  return { repository, pulls: new PullRequests(repository), ledger, makers: new Map(), url: null };
};

/** Starts tickets, a git repository and pull requests, on 127.0.0.1 unless told otherwise: an MCP server at /mcp, pages beside it (AG-6). */
export const startDevtools = async ({ port, reach, folder }: DevtoolsOptions): Promise<Devtools> => {
  const shop = await openDevtools(folder);
  const { server, close } = createDevtoolsServer(shop);
  const url = await listen(server, port, reach);
  shop.url = url;
  return {
    url,
    mcpUrl: `${url}/mcp`,
    repository: shop.repository.git.folder,
    ledger: () => shop.ledger.entries(),
    pullRequests: () => shop.pulls.list(),
    close,
  };
};
