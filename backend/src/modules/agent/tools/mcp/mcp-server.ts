import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { ToolServer } from '@parley/contracts';
import type { CallOptions, CallResult, KnownTool } from '../known-tool.js';
import type { McpServerSettings } from '../tool-settings.js';
import { McpConnection } from './mcp-connection.js';
import { problemText } from './read-failure.js';
import { type RemoteTool, readTools } from './read-tool.js';

export interface McpServerOptions {
  timeoutMs: number;
  log(line: string): void;
}

const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 30_000;
/** Over HTTP nobody tells that a server is gone, and not every one tells that its list has changed. */
const LOOK_AGAIN_MS = 15_000;

/** A server of mcp.json: it is connected in the background, and again whenever the connection is lost. */
export class McpServer {
  private status: ToolServer['status'] = 'connecting';
  private problem: string | null = null;
  private connection: McpConnection | null = null;
  /** As it was told, so that the same list need not be read with all its schemas again and again. */
  private listed: readonly unknown[] | null = null;
  private known: RemoteTool[] = [];
  private refused: string[] = [];
  private readonly stopping = new AbortController();
  /** Of the wait before the next try. */
  private hurry = new AbortController();
  /** Somebody asked for a fresh connection. */
  private hurried = false;
  private settled = Promise.withResolvers<void>();
  private work: Promise<void> | null = null;

  constructor(
    private readonly settings: McpServerSettings,
    private readonly options: McpServerOptions,
  ) {}

  get name(): string {
    return this.settings.name;
  }

  /** What it lists, or listed when it was last heard of. */
  get tools(): readonly RemoteTool[] {
    return this.known;
  }

  get ready(): boolean {
    return this.status === 'ready' && this.connection?.isOpen === true;
  }

  describe(): ToolServer {
    const { transport } = this.settings;
    const protocolVersion = this.connection?.protocolVersion ?? null;
    const problem = this.problem ?? (this.refused.length > 0 ? this.refused.join('; ') : null);
    return { name: this.name, transport, status: this.status, problem, protocolVersion, tools: this.known.length };
  }

  start(): void {
    this.work ??= this.keepConnected();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.hurry.abort();
    this.connection?.lose('stopped');
    this.settled.resolve();
    await this.work;
  }

  /** Now, whatever it is at: a running server is left and begun anew. */
  reconnect(): void {
    this.hurried = true;
    this.status = 'connecting';
    this.problem = null;
    this.connection?.lose('It is being connected anew.');
    this.hurry.abort();
  }

  /** Waits for a server that is being connected, though not for ever. @returns whether it can be called */
  async whenReady(ms: number, signal: AbortSignal): Promise<boolean> {
    const deadline = AbortSignal.any([signal, this.stopping.signal]);
    const until = performance.now() + ms;
    while (!this.ready && !deadline.aborted && performance.now() < until) {
      const left = pause(until - performance.now(), undefined, { signal: deadline, ref: false }).catch(() => undefined);
      await Promise.race([this.settled.promise, left]);
      // The end of a connection is known before the next one is begun.
      if (!this.ready) await pause(20, undefined, { ref: false });
    }
    return this.ready;
  }

  find(name: string): KnownTool | undefined {
    const tool = this.known.find(({ definition }) => definition.tool.name === name);
    return tool && { definition: tool.definition, call: (args, options) => this.call(tool, args, options) };
  }

  private async call(tool: RemoteTool, args: Record<string, unknown>, options: CallOptions): Promise<CallResult> {
    if (!this.connection) return { kind: 'not-run', message: this.problem ?? 'Its server is not connected.' };
    return this.connection.call(tool, args, options);
  }

  private async keepConnected(): Promise<void> {
    let failures = 0;
    while (!this.stopping.signal.aborted) {
      try {
        this.connection = await McpConnection.open(this.settings, {
          ...this.options,
          onToolsChanged: () => void this.list(),
        });
        if (await this.list()) failures = 0;
        await this.untilLost(this.connection);
      } catch (error) {
        this.problem = problemText(error);
      }
      await this.connection?.close();
      this.connection = null;
      this.tellDown();
      failures += 1;
      await this.beforeNextTry(failures);
    }
  }

  /** @returns false when the list could not be had: then the connection is of no use */
  private async list(): Promise<boolean> {
    const { connection } = this;
    if (!connection) return false;
    try {
      const listed = await connection.listTools();
      if (!isDeepStrictEqual(listed, this.listed)) this.read(listed);
      [this.problem, this.status] = [null, 'ready'];
      this.settled.resolve();
      return true;
    } catch (error) {
      connection.lose(problemText(error));
      return false;
    }
  }

  private read(listed: readonly unknown[]): void {
    const { tools, refused } = readTools(this.name, listed);
    [this.known, this.refused, this.listed] = [tools, refused, listed];
  }

  private async untilLost(connection: McpConnection): Promise<void> {
    const polls = this.settings.transport === 'http';
    const look = polls ? setInterval(() => void this.list(), LOOK_AGAIN_MS) : undefined;
    const why = await connection.ended;
    clearInterval(look);
    this.problem = why;
  }

  private tellDown(): void {
    if (this.stopping.signal.aborted) return;
    if (!this.hurried) this.status = 'down';
    this.options.log(`not connected: ${this.problem ?? 'no reason given'}`);
    this.settled.resolve();
    this.settled = Promise.withResolvers<void>();
  }

  private async beforeNextTry(failures: number): Promise<void> {
    const wait = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1)) * (0.75 + Math.random() / 2);
    if (!this.hurried && !this.stopping.signal.aborted)
      await pause(wait, undefined, { signal: this.hurry.signal }).catch(() => undefined);
    this.hurried = false;
    this.hurry = new AbortController();
  }
}
