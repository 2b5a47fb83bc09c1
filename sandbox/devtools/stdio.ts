import { resolve } from 'node:path';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { createMcpServer } from './mcp/mcp-server.js';
import { openDevtools } from './start.js';

// For mcp.json: the folder is the first argument, or DEVTOOLS_FOLDER.
const folder = process.argv[2] ?? process.env.DEVTOOLS_FOLDER;
if (!folder) throw new Error('Which folder? Give it as the first argument, or as DEVTOOLS_FOLDER.');
const shop = await openDevtools(resolve(folder));
serveStdio(() => createMcpServer(shop));
