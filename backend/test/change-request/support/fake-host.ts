import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';

export const sha1 = (text: string) => createHash('sha1').update(text).digest('hex');
export const blob = (content: string) => sha1(`blob ${Buffer.byteLength(content)}\0${content}`);
export const text = (value: unknown) => ({
  content: [{ type: 'text' as const, text: typeof value === 'string' ? value : JSON.stringify(value) }],
});
export const failed = (words: string) => ({ ...text(words), isError: true });

type Files = Map<string, string>;
export type AddTool = <S extends z.ZodRawShape>(
  name: string,
  shape: S,
  run: (args: z.infer<z.ZodObject<S>>) => object,
) => unknown;

/** An MCP server over files in memory: branches, what was done to them, and whatever was opened to be merged. */
export abstract class FakeHost {
  readonly branches = new Map<string, Files>([
    [
      'main',
      new Map([
        ['README.md', '# Shop\n'],
        ['src/a.ts', 'export {};\n'],
      ]),
    ],
  ]);
  readonly pulls: Record<string, unknown>[] = [];
  readonly effects: string[] = [];
  /** Somebody commits to main while the branch is made. */
  movesMain = false;
  /** What somebody does on the new branch at once. */
  onBranch: (files: Files) => void = () => undefined;
  private readonly server: Server;
  /** Commits stay when branches move on. */
  private readonly commits = new Map<string, Files>();

  protected constructor(private readonly name: string) {
    const handle = toNodeHandler(createMcpHandler(() => this.mcp()));
    this.server = createServer((request, response) => void handle(request, response));
  }

  protected abstract addReading(tool: AddTool): void;
  protected abstract addWriting(tool: AddTool): void;

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/mcp`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  head(branch: string): string {
    const files = this.branches.get(branch) ?? new Map<string, string>();
    const sha = sha1(JSON.stringify([...files].toSorted()));
    this.commits.set(sha, new Map(files));
    return sha;
  }

  /** @param ref a branch or a commit */
  protected at(ref: string): Files {
    return this.branches.get(ref) ?? this.commits.get(ref) ?? new Map();
  }

  protected branch(name: string, ref: string): void {
    if (this.movesMain) this.branches.get('main')?.set('src/a.ts', 'moved\n');
    const files = new Map(this.at(ref));
    this.onBranch(files);
    this.branches.set(name, files);
  }

  private mcp(): McpServer {
    const server = new McpServer({ name: this.name, version: '1' });
    const adder =
      (readOnlyHint: boolean): AddTool =>
      (name, shape, run) => {
        const inputSchema = z.strictObject(shape);
        return server.registerTool(name, { inputSchema, annotations: { readOnlyHint } }, async (args) => {
          if (!readOnlyHint) this.effects.push(name);
          return run(args as never) as never;
        });
      };
    this.addReading(adder(true));
    this.addWriting(adder(false));
    return server;
  }
}
