import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { ToolWorld } from './tool-world.js';

/** The sandbox tools as a program: what it did stands in the file TOOL_LEDGER, what it got of the environment in its log. */
const world = new ToolWorld(() => process.kill(process.pid, 'SIGKILL'), process.env.TOOL_LEDGER);
console.error(`environment ${Object.keys(process.env).sort().join(' ')}`);
world.answer = Object.keys(process.env).sort().join(' ');
serveStdio(() => world.server());
