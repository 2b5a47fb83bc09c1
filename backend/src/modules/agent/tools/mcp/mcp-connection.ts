import { Client, type Tool as SdkTool } from '@modelcontextprotocol/client';
import { z } from 'zod';
import type { CallOptions, CallResult } from '../known-tool.js';
import type { McpServerSettings } from '../tool-settings.js';
import { problemText, readFailure } from './read-failure.js';
import { readResult } from './read-result.js';
import type { RemoteTool } from './read-tool.js';
import { transportTo } from './transport.js';

const CONNECT_MS = 30_000;
const LIST_MS = 20_000;
/** A server that does not answer this question is one of the older protocol. */
const PROBE_MS = 10_000;
const MAX_PAGES = 50;
const MAX_TOOLS = 1_000;
/** `_meta` of a call: the same key whenever it is tried again. */
const KEY = 'parley/idempotencyKey';

// Read with care, tool by tool, elsewhere: one that is described badly must not take the others with it.
const pageSchema = z.object({ tools: z.array(z.unknown()), nextCursor: z.string().optional() });

export interface ConnectionOptions {
  timeoutMs: number;
  onToolsChanged(): void;
  log(line: string): void;
}

/**
 * One connection to an MCP server, from its handshake to its end. It speaks the protocol of 2026-07-28 where the server does,
 * else that of 2025-11-25 and before: the SDK asks.
 */
export class McpConnection {
  private readonly end = Promise.withResolvers<string>();
  private open = true;

  private constructor(
    private readonly client: Client,
    private readonly options: ConnectionOptions,
  ) {
    client.onclose = () => this.lose('The server has ended.');
  }

  /** @throws Error when it cannot be reached or is no MCP server */
  static async open(settings: McpServerSettings, options: ConnectionOptions): Promise<McpConnection> {
    const client = new Client(
      { name: 'parley', version: '1' },
      {
        versionNegotiation: { mode: 'auto', probe: { timeoutMs: PROBE_MS } },
        // Whom it would ask is not known at this place: what a tool needs stands in its arguments.
        inputRequired: { autoFulfill: false },
        listChanged: { tools: { autoRefresh: false, onChanged: () => options.onToolsChanged() } },
      },
    );
    const connection = new McpConnection(client, options);
    try {
      await client.connect(transportTo(settings, options.log), { timeout: CONNECT_MS });
    } catch (error) {
      await client.close().catch(() => undefined);
      throw error;
    }
    return connection;
  }

  get protocolVersion(): string | null {
    return this.client.getNegotiatedProtocolVersion() ?? null;
  }

  /** Resolves with the reason when it is of no more use. */
  get ended(): Promise<string> {
    return this.end.promise;
  }

  /** Every page of the list. @throws Error */
  async listTools(): Promise<unknown[]> {
    const tools: unknown[] = [];
    if (!this.client.getServerCapabilities()?.tools) return tools;
    let cursor: string | undefined;
    for (let page = 0; page < MAX_PAGES; page++) {
      const request = { method: 'tools/list', params: cursor === undefined ? {} : { cursor } };
      const found = await this.client.request(request, pageSchema, { timeout: LIST_MS });
      tools.push(...found.tools);
      if (tools.length > MAX_TOOLS) throw new Error(`It lists more than ${MAX_TOOLS} tools.`);
      if (found.nextCursor === undefined) return tools;
      cursor = found.nextCursor;
    }
    throw new Error(`Its list of tools has more than ${MAX_PAGES} pages.`);
  }

  async call(tool: RemoteTool, args: Record<string, unknown>, options: CallOptions): Promise<CallResult> {
    const { timeoutMs } = this.options;
    try {
      const result = await this.client.callTool(
        { name: tool.remoteName, arguments: args, _meta: { [KEY]: options.idempotencyKey } },
        {
          ...{ signal: options.signal, timeout: timeoutMs, maxTotalTimeout: timeoutMs },
          // Without its output schema: a result that does not fit has had its effect all the same.
          toolDefinition: { name: tool.remoteName, inputSchema: tool.inputSchema } as SdkTool,
        },
      );
      return readResult(result);
    } catch (error) {
      const { result, lost } = readFailure(error);
      if (lost) this.lose(problemText(error));
      return result;
    }
  }

  get isOpen(): boolean {
    return this.open;
  }

  lose(why: string): void {
    this.open = false;
    this.end.resolve(why);
  }

  /** A child process ends, if need be by force. */
  async close(): Promise<void> {
    this.lose('closed');
    await this.client.close().catch(() => undefined);
  }
}
