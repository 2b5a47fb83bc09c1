import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { type Devtools, startDevtools } from '@parley/sandbox/devtools';

/** The official client on a devtools of its own. */
export class DevtoolsClient {
  private constructor(
    readonly folder: string,
    readonly devtools: Devtools,
    readonly client: Client,
  ) {}

  static async start(): Promise<DevtoolsClient> {
    const folder = mkdtempSync(join(tmpdir(), 'devtools-'));
    const devtools = await startDevtools({ folder });
    const client = new Client({ name: 'test', version: '1' });
    await client.connect(new StreamableHTTPClientTransport(new URL(devtools.mcpUrl)));
    return new DevtoolsClient(folder, devtools, client);
  }

  async call(name: string, args: Record<string, unknown> = {}) {
    const result = await this.client.callTool({ name, arguments: args });
    // biome-ignore lint/suspicious/noExplicitAny: a test looks at whatever came
    return { isError: result.isError === true, data: result.structuredContent as any };
  }

  /** What git itself says. */
  git(...args: string[]): string {
    return execFileSync('git', ['--git-dir', this.devtools.repository, ...args], { encoding: 'utf8' }).trimEnd();
  }

  async stop(): Promise<void> {
    await this.client.close();
    await this.devtools.close();
    rmSync(this.folder, { recursive: true });
  }
}
