import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Tool, ToolServer } from '@parley/contracts';
import { Clock } from '../../../kernel/index.js';
import { MessageRepository } from '../../messages/index.js';
import { AGENT_SETTINGS, type AgentSettings } from '../agent-settings.js';
import { currentTime } from './built-in/current-time.js';
import { searchConversations } from './built-in/search-conversations.js';
import type { ToolDefinition } from './domain/tool-definition.js';
import type { KnownTool } from './known-tool.js';
import { McpServer } from './mcp/mcp-server.js';

/** How long somebody waits for a server that is being connected. */
const READY_MS = 10_000;

export type Lookup = { kind: 'found'; tool: KnownTool } | { kind: 'missing'; message: string };

/** Every tool there is: built in, and of the servers of mcp.json, which come and go while we run. */
@Injectable()
export class ToolCatalogue implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly builtIn: readonly KnownTool[];
  private readonly servers: readonly McpServer[];

  constructor(@Inject(AGENT_SETTINGS) { tools }: AgentSettings, messages: MessageRepository, clock: Clock) {
    this.builtIn = [currentTime(clock), searchConversations(messages)];
    const log = new Logger(ToolCatalogue.name);
    this.servers = tools.servers.map((server) => {
      const options = { timeoutMs: tools.timeoutMs, log: (line: string) => log.warn(`${server.name}: ${line}`) };
      return new McpServer(server, options);
    });
  }

  /** In the background: a server that is slow or away keeps nobody from starting. */
  onApplicationBootstrap(): void {
    for (const server of this.servers) server.start();
  }

  /** After the runs were handed over: what a call still came to is for the next process to find out. */
  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.stop()));
  }

  describeServers(): ToolServer[] {
    return this.servers.map((server) => server.describe());
  }

  /** All that is known, also of servers that are away just now. */
  definitions(): ToolDefinition[] {
    return [
      ...this.builtIn.map(({ definition }) => definition),
      ...this.servers.flatMap(({ tools }) => tools.map(({ definition }) => definition)),
    ];
  }

  definition(name: Tool['name']): ToolDefinition | undefined {
    return this.definitions().find(({ tool }) => tool.name === name);
  }

  /** What can be called now. Servers that are still being connected are waited for. */
  async available(signal: AbortSignal): Promise<ToolDefinition[]> {
    const connecting = this.servers.filter((server) => server.describe().status === 'connecting');
    await Promise.all(connecting.map((server) => server.whenReady(READY_MS, signal)));
    const away = new Set(this.servers.filter(({ ready }) => !ready).map(({ name }) => name));
    return this.definitions().filter(({ tool }) => tool.server === null || !away.has(tool.server));
  }

  /** A tool to be called, as it is now. */
  async find(name: string, signal: AbortSignal): Promise<Lookup> {
    const own = this.builtIn.find(({ definition }) => definition.tool.name === name);
    if (own) return { kind: 'found', tool: own };
    const server = this.servers.find((one) => name.startsWith(`${one.name}.`));
    if (!server) return { kind: 'missing', message: `There is no tool named "${name}".` };
    if (!(await server.whenReady(READY_MS, signal))) {
      const { problem } = server.describe();
      return {
        kind: 'missing',
        message: `The server "${server.name}" cannot be reached: ${problem ?? 'no answer yet'}`,
      };
    }
    const tool = server.find(name);
    if (!tool) return { kind: 'missing', message: `The server "${server.name}" has no tool of the name "${name}".` };
    return { kind: 'found', tool };
  }

  /** @returns false when there is none of that name */
  reconnect(name: string): boolean {
    const server = this.servers.find((one) => one.name === name);
    server?.reconnect();
    return server !== undefined;
  }
}
