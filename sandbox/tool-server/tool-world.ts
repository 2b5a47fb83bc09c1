import { ProtocolError, ProtocolErrorCode, Server } from '@modelcontextprotocol/server';
import { Ledger, type LedgerEntry } from '../kit/index.js';

/** One effect that a call had. */
export interface ToolEffect extends LedgerEntry {
  readonly tool: string;
  readonly text: string;
  /** The idempotency key that it was called with. */
  readonly key: string;
}

export interface SandboxTool {
  name: string;
  description?: string;
  inputSchema?: Record<string, unknown>;
  annotations?: Record<string, boolean>;
  _meta?: Record<string, unknown>;
}

/** How a call goes wrong, as its own arguments say. */
export type Misbehaviour =
  | 'die-before'
  | 'die-after'
  /** The first answer is lost, and the second one says that it was never taken. */
  | 'die-then-refuse'
  | 'hang'
  | 'huge'
  | 'error'
  | 'protocol-error'
  | 'terminal'
  | 'slow';

const NOTE = {
  type: 'object',
  properties: { text: { type: 'string', maxLength: 2_000 }, how: { type: 'string' } },
  required: ['text'],
  additionalProperties: false,
};

/** An honest reader, and writers that promise more and more about being called twice. */
const SANDBOX_TOOLS: SandboxTool[] = [
  { name: 'read', inputSchema: NOTE, annotations: { readOnlyHint: true } },
  { name: 'write', inputSchema: NOTE, annotations: { destructiveHint: false } },
  { name: 'put', inputSchema: NOTE, annotations: { destructiveHint: false, idempotentHint: true } },
  { name: 'pay', inputSchema: NOTE, _meta: { 'parley/idempotency': true } },
];

const HUGE = 'A very long line of text that nobody reads to its end.\n'.repeat(20_000);
const PAGE = 2;

/** What the tools of a sandbox server do: they write down every effect, and misbehave as they are told. */
export class ToolWorld {
  readonly ledger: Ledger<ToolEffect>;
  /** As they are listed now. */
  tools: SandboxTool[] = structuredClone(SANDBOX_TOOLS);
  /** What a reader answers. */
  answer = 'nothing special';
  /** Its structured result; null: what it was called with. */
  structured: Record<string, unknown> | null = null;
  /** How many calls are at work side by side, and how many ever were. */
  atWork = 0;
  mostAtWork = 0;

  /** @param die ends the connection, or the process, in the middle of a call */
  constructor(
    private readonly die: () => void,
    ledgerFile?: string,
  ) {
    this.ledger = new Ledger(ledgerFile);
  }

  /** A protocol server of this world: one for each connection or request. */
  server(): Server {
    const server = new Server({ name: 'sandbox', version: '1' }, { capabilities: { tools: { listChanged: true } } });
    server.setRequestHandler('tools/list', (request) => {
      const start = Number(request.params?.cursor ?? 0);
      const tools = this.tools.slice(start, start + PAGE).map((tool) => ({ inputSchema: { type: 'object' }, ...tool }));
      const more = start + PAGE < this.tools.length;
      return { tools, ...(more && { nextCursor: String(start + PAGE) }) } as never;
    });
    server.setRequestHandler('tools/call', async ({ params }, context) => {
      const { text = '', how } = (params.arguments ?? {}) as { text?: string; how?: Misbehaviour };
      this.atWork += 1;
      this.mostAtWork = Math.max(this.mostAtWork, this.atWork);
      try {
        return await this.call(
          params.name,
          text,
          how,
          String(params._meta?.['parley/idempotencyKey'] ?? ''),
          context.mcpReq.signal,
        );
      } finally {
        this.atWork -= 1;
      }
    });
    return server;
  }

  private async call(tool: string, text: string, how: Misbehaviour | undefined, key: string, signal: AbortSignal) {
    if (how === 'die-before') return this.end(signal);
    if (how === 'protocol-error') throw new Error('the tool broke');
    if (how === 'die-then-refuse' && this.ledger.count({ text }) > 0)
      throw new ProtocolError(ProtocolErrorCode.InvalidParams, 'no such thing any more');
    if (tool !== 'read' || how) this.effect({ tool, text, key });
    if (how === 'die-after' && this.ledger.count({ text }) < 2) return this.end(signal);
    if (how === 'die-then-refuse') return this.end(signal);
    if (how === 'hang') return this.never(signal);
    if (how === 'slow') await new Promise((resolve) => setTimeout(resolve, 300));
    const said = how === 'huge' ? HUGE : how === 'terminal' ? 'a\u001b[2Jb\u0000c\td' : `${tool}: ${this.answer}`;
    const structuredContent = this.structured ?? { text };
    return { content: [{ type: 'text' as const, text: said }], isError: how === 'error', structuredContent };
  }

  /** What takes a key does the work of one key once. */
  private effect({ tool, text, key }: { tool: string; text: string; key: string }): void {
    const keeps = this.tools.find(({ name }) => name === tool)?._meta?.['parley/idempotency'];
    if (keeps && this.ledger.count({ tool, key }) > 0) return;
    this.ledger.append({ tool, text, key, time: new Date().toISOString() });
  }

  private end(signal: AbortSignal): Promise<never> {
    this.die();
    return this.never(signal);
  }

  private never(signal: AbortSignal): Promise<never> {
    return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  }
}
