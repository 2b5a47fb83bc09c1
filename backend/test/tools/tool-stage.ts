import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ToolList, ToolPolicy } from '@parley/contracts';
import { readLedgerFile } from '@parley/sandbox/kit';
import { HttpToolServer, type ToolEffect } from '@parley/sandbox/tool-server';
import { expect } from 'vitest';
import type { McpServerConfig } from '../../src/config/index.js';
import { projectRoot } from '../../src/config/index.js';
import type { RunContext } from '../../src/modules/agent/index.js';
import { createTestDatabase } from '../support/index.js';
import { type Person, ScriptedAgent, soon, startTestProduct, type TestProduct } from '../support/product/index.js';

type Outcome = Awaited<ReturnType<RunContext['tool']>>;
export type ToolUse = Parameters<RunContext['tool']>[1];

/** The sandbox tools as a child process, by name, with its ledger in a file of its own. */
export const stdioServer = (name: string, ledgerFile: string, env: Record<string, string> = {}): McpServerConfig => ({
  ...{ name, transport: 'stdio', command: process.execPath, cwd: projectRoot() },
  args: ['--import', '@oxc-node/core/register', 'sandbox/tool-server/stdio.ts'],
  env: { TOOL_LEDGER: ledgerFile, ...env },
});

/** The product with an agent that a test writes, and the sandbox tools beside it over HTTP (`web`) and, if asked for, stdio (`child`). */
export class ToolStage {
  private constructor(
    public product: TestProduct,
    readonly http: HttpToolServer,
    readonly agent: ScriptedAgent,
    public admin: Person,
    public person: Person,
    private readonly ledgerFile: string,
    private readonly live: () => Promise<TestProduct>,
    private readonly dropDatabase: () => Promise<void>,
  ) {}

  static async start(options: { stdio?: boolean; env?: Record<string, string> } = {}): Promise<ToolStage> {
    const http = await HttpToolServer.start();
    const agent = new ScriptedAgent();
    const ledgerFile = join(tmpdir(), `parley-tools-${process.pid}-${Math.random()}.jsonl`);
    const web: McpServerConfig = { name: 'web', transport: 'http', url: http.url, headers: { 'x-test': 'yes' } };
    const database = await createTestDatabase();
    const live = () =>
      startTestProduct({
        agents: [{ ...agent.definition, tools: ['*'] }],
        mcpServers: options.stdio ? [web, stdioServer('child', ledgerFile)] : [web],
        databaseUrl: database.url,
        ...(options.env && { env: options.env }),
      });
    const product = await live();
    const admin = await product.signUp('Ada');
    const person = await product.signUp('Mira');
    const stage = new ToolStage(product, http, agent, admin, person, ledgerFile, live, () => database.drop());
    await stage.ready(...(options.stdio ? ['web', 'child'] : ['web']));
    return stage;
  }

  /** Another process goes on with what the database holds. What this one was doing is nobody's any more. */
  async restart(): Promise<void> {
    await this.product.close();
    this.product = await this.live();
    this.admin = this.admin.at(this.product.url);
    this.person = this.person.at(this.product.url);
    await this.ready('web');
  }

  /** Of the child process. */
  get childLedger(): ToolEffect[] {
    return readLedgerFile<ToolEffect>(this.ledgerFile);
  }

  async list(): Promise<ToolList> {
    return (await this.admin.get<ToolList>('/api/tools')).body;
  }

  ready(...names: string[]): Promise<void> {
    return soon(async () => {
      const { servers } = await this.list();
      for (const name of names) expect(servers.find((one) => one.name === name)?.status, name).toBe('ready');
    });
  }

  async rule(tool: string, policy: ToolPolicy | null, agent = '*'): Promise<void> {
    const set = await this.admin.send('PUT', '/api/tools/rules', { agent, tool, policy });
    expect(set.status, set.text).toBe(200);
  }

  /** A run of this script in a session of its own. @returns its session, and what the script gave back, once it has */
  async begin<T>(script: (ctx: RunContext) => Promise<T>): Promise<{ sessionId: string; done: Promise<T> }> {
    const session = await this.person.newSession(this.agent.name);
    const done = Promise.withResolvers<T>();
    this.agent.play(session.id, async (ctx) => done.resolve(await script(ctx)));
    await this.person.say(session.id, 'go');
    return { sessionId: session.id, done: done.promise };
  }

  use(request: ToolUse): Promise<{ sessionId: string; done: Promise<Outcome> }> {
    return this.begin((ctx) => ctx.tool('use it', request));
  }

  /** The one question that is open. */
  async question(sessionId: string) {
    const [request] = await this.person.pendingSoon(sessionId);
    if (request?.question.type !== 'APPROVAL') throw new Error('no approval is asked');
    return { ...request, question: request.question };
  }

  async decide(sessionId: string, answer: Record<string, unknown> = { decision: 'approve' }): Promise<void> {
    const { id, bindingHash } = await this.question(sessionId);
    const said = await this.person.answer(id, { type: 'APPROVAL', bindingHash, ...answer });
    expect(said.status, said.text).toBe(200);
    await soon(async () => expect((await this.person.pending(sessionId)).map((one) => one.id)).not.toContain(id));
  }

  effects(text?: string): readonly ToolEffect[] {
    return this.http.world.ledger.entries(text === undefined ? undefined : { text });
  }

  async close(): Promise<void> {
    await this.product.close();
    await this.dropDatabase();
    await this.http.stop();
    await rm(this.ledgerFile, { force: true });
  }
}
