import { type CallToolResult, fromJsonSchema, McpServer } from '@modelcontextprotocol/server';
import { Refusal } from '../refusal.js';
import type { Shop } from '../shop.js';
import { effectTools } from './effect-tools.js';
import { readTools } from './read-tools.js';
import { type Arguments, annotationsOf, type DevTool, type EffectTool } from './tool.js';

const KEY = 'parley/idempotencyKey';

/** One MCP server over the shop, for one request or one connection. */
export const createMcpServer = (shop: Shop): McpServer => {
  const server = new McpServer({ name: 'devtools', title: 'Devtools of the sandbox', version: '1.0.0' });
  for (const tool of [...readTools, ...effectTools]) register(server, shop, tool);
  return server;
};

const register = (server: McpServer, shop: Shop, tool: DevTool): void => {
  const { name, title, description, properties, required } = tool;
  const inputSchema = fromJsonSchema<Arguments>({ type: 'object', properties, required, additionalProperties: false });
  const annotations = annotationsOf(tool);
  const _meta = tool.kind === 'effect' ? { 'parley/idempotency': true } : {};
  server.registerTool(name, { title, description, inputSchema, annotations, _meta }, async (args, { mcpReq }) => {
    const key = mcpReq._meta?.[KEY];
    try {
      if (tool.kind === 'read') return answer(await tool.run(shop, args));
      return answer(await runEffect(shop, tool, args, typeof key === 'string' ? key : null));
    } catch (error) {
      if (error instanceof Refusal) return refused(error);
      throw error;
    }
  });
};

/** Its line in the ledger is written before anybody hears of it. */
const runEffect = async (shop: Shop, tool: EffectTool, args: Arguments, idempotencyKey: string | null) => {
  const entry = { time: new Date().toISOString(), tool: tool.name, arguments: args, idempotencyKey };
  try {
    const { outcome, data } = await tool.run(shop, args, idempotencyKey);
    shop.ledger.append({ ...entry, outcome, detail: JSON.stringify(data).slice(0, 500) });
    return { ...data, already: outcome === 'already' };
  } catch (error) {
    shop.ledger.append({ ...entry, outcome: 'refused', detail: String(error).slice(0, 500) });
    throw error;
  }
};

const answer = (data: Record<string, unknown>): CallToolResult => ({
  content: [{ type: 'text', text: JSON.stringify(data) }],
  structuredContent: data,
});

const refused = ({ code, message }: Refusal): CallToolResult => ({
  content: [{ type: 'text', text: `${message} (${code})` }],
  structuredContent: { error: { code, message } },
  isError: true,
});
