import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  FaultPlan,
  handleControl,
  type Labels,
  Ledger,
  type LedgerEntry,
  readBody,
  sendJson,
} from '@parley/sandbox/kit';
import { type ChatRequest, chatRequestSchema, completion, promptOf, usageOf } from './chat-wire.js';
import { type DemoFault, faultsInMessage, readDemoFault } from './demo-faults.js';
import { lastUserTurn, readDemoRequest } from './demo-request.js';
import { scripts } from './scripts.js';
import { type Pace, streamReply } from './stream-reply.js';

export interface DemoLedgerEntry extends LedgerEntry {
  readonly fn: string;
  readonly runId: string;
  readonly stepKey: string;
  readonly time: string;
}

export interface DemoModelOptions {
  readonly pace: Pace;
  /** JSON Lines file that survives kill -9, for tests that count calls afterwards. */
  readonly ledgerFile?: string;
  /** 0, the default, takes any free port. */
  readonly port?: number;
}

const MAX_BODY = 8_000_000;
const MAX_REMEMBERED = 10_000;
const GARBAGE = 'Certainly! Colourless green ideas sleep furiously }{';
const FUNCTIONS = Object.keys(scripts);

/**
 * The built-in demo model (AG-3): an OpenAI-compatible server on the loopback interface with scripted answers. Which
 * script plays is told by the `x-parley-fn` header, so nothing of it stands in the prompts.
 */
export class DemoModel {
  readonly faults = new FaultPlan<DemoFault>();
  readonly ledger: Ledger<DemoLedgerEntry>;
  private readonly server: Server;
  /** Messages whose directives are already scripted: a retry must not script them again. */
  private readonly scripted = new Set<string>();

  private constructor(private readonly options: DemoModelOptions) {
    this.ledger = new Ledger(options.ledgerFile);
    this.server = createServer((request, response) => {
      this.serve(request, response).catch(() => response.destroy());
    });
  }

  static async start(options: DemoModelOptions): Promise<DemoModel> {
    const model = new DemoModel(options);
    await new Promise<void>((resolve, reject) => {
      model.server.once('error', reject);
      model.server.listen(options.port ?? 0, '127.0.0.1', resolve);
    });
    model.server.unref(); // it serves this process and must not keep it alive
    return model;
  }

  /** The base URL for an OpenAI client, `/v1` included. */
  get baseUrl(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // Only a browser sends Origin, and no page has any business here.
    if (request.headers.origin !== undefined)
      return sendJson(response, 403, { error: { message: 'not for browsers' } });
    const control = { faults: this.faults, ledger: this.ledger, readFault: readDemoFault };
    if (await handleControl(request, response, control)) return;
    if (request.url === '/v1/models')
      return sendJson(response, 200, { object: 'list', data: [{ id: 'demo', object: 'model' }] });
    if (request.url !== '/v1/chat/completions') return sendJson(response, 404, { error: { message: 'no such route' } });
    const body = chatRequestSchema.safeParse(parseJson(await readBody(request, MAX_BODY)));
    if (!body.success)
      return sendJson(response, 400, { error: { type: 'invalid_request_error', message: 'bad request' } });
    await this.complete(body.data, labelsOf(request), response);
  }

  private async complete(body: ChatRequest, labels: CallLabels, response: ServerResponse): Promise<void> {
    const prompt = promptOf(body);
    const request = readDemoRequest(prompt);
    const script = Object.hasOwn(scripts, labels.fn) ? scripts[labels.fn as keyof typeof scripts] : undefined;
    if (!script)
      return sendJson(response, 400, { error: { message: `the demo model has no script for "${labels.fn}"` } });
    this.scriptDirectives(lastUserTurn(request), labels.runId);
    const fault = this.faults.take(labels);
    if (fault && refuse(response, fault)) return;
    this.ledger.append({ ...labels, time: new Date().toISOString(), fault: fault?.kind });
    if (fault?.kind === 'hang') return; // until the caller closes
    const answer = script(request);
    const text = fault?.kind === 'garbage' ? GARBAGE : typeof answer === 'string' ? answer : JSON.stringify(answer);
    const usage = usageOf(prompt, text);
    if (!body.stream)
      return sendJson(
        response,
        200,
        completion(body.model, text, fault?.kind === 'truncated' ? 'length' : 'stop', usage),
      );
    const reply = {
      model: body.model,
      text,
      usage,
      includeUsage: body.stream_options?.include_usage ?? false,
      fault: fault?.kind,
    };
    // Only prose is watched while it grows; an analysis that a person waits for comes quickly.
    const { tokensPerSecond, firstTokenMs } = this.options.pace;
    const hurry = typeof answer === 'string' ? 1 : ANALYSIS_SPEED_UP;
    await streamReply(response, reply, { tokensPerSecond: tokensPerSecond * hurry, firstTokenMs });
  }

  private scriptDirectives(message: string, runId: string): void {
    const rules = faultsInMessage(message, runId, FUNCTIONS);
    const key = `${runId} ${message}`;
    if (rules.length === 0 || this.scripted.has(key)) return;
    if (this.scripted.size >= MAX_REMEMBERED) this.scripted.clear();
    this.scripted.add(key);
    for (const rule of rules) this.faults.add(rule);
  }
}

const ANALYSIS_SPEED_UP = 8;

interface CallLabels extends Labels {
  readonly fn: string;
  readonly runId: string;
  readonly stepKey: string;
}

const labelsOf = (request: IncomingMessage): CallLabels => {
  const header = (name: string) => decodeURIComponent(String(request.headers[name] ?? ''));
  return { fn: header('x-parley-fn'), runId: header('x-parley-run-id'), stepKey: header('x-parley-step-key') };
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Faults that answer instead of the model. Such a call was not accepted and is not in the ledger. */
const refuse = (response: ServerResponse, fault: DemoFault): boolean => {
  const error = { error: { type: 'demo_fault', message: `the demo model was told to answer ${fault.kind}` } };
  switch (fault.kind) {
    case '400':
    case '401':
    case '500':
      sendJson(response, Number(fault.kind), error);
      return true;
    case '429':
      sendJson(response, 429, error, { 'retry-after': String(fault.retryAfterS) });
      return true;
    case 'html':
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>Bad gateway</body></html>');
      return true;
    default:
      return false;
  }
};
