import { connect, type NatsConnection } from '@nats-io/transport-node';
import type { WorkflowFaults } from './faults.js';
import { LegStream } from './leg-stream.js';
import { spoiled } from './outgoing.js';
import { type ExecuteRequest, parseRequest, type Saying } from './protocol.js';
import { chance, scriptFor } from './scripts.js';

const REMEMBER = 5_000;
const RECONNECT_MS = 100;

export interface SampleWorkflowOptions {
  natsUrl: string;
  /** Between two chunks. */
  paceMs?: number;
  faults?: WorkflowFaults;
}

/** The client takes neither schemes nor credentials within an address. */
const accessOf = (natsUrl: string) => {
  const urls = natsUrl.split(',').map((url) => new URL(url.trim()));
  const known = urls.find((url) => url.username);
  const [user = '', pass = ''] = [known?.username, known?.password].map((text = '') => decodeURIComponent(text));
  const credentials = pass ? { user, pass } : user ? { token: user } : {};
  return { servers: urls.map(({ host }) => host), ...credentials, ...(urls[0]?.protocol === 'tls:' && { tls: {} }) };
};

/** A workflow service as docs/workflows.md describes it, with faults to order. */
export class SampleWorkflow {
  faults: WorkflowFaults;
  /** Every request that came, in their order, and the runs that were cancelled: tests judge by it. */
  readonly requests: ExecuteRequest[] = [];
  readonly cancelled: string[] = [];
  private readonly legs = new Map<string, LegStream>();

  private constructor(
    private readonly connection: NatsConnection,
    private readonly paceMs: number,
    faults: WorkflowFaults,
  ) {
    this.faults = faults;
    connection.subscribe('chat.workflow.execute.*', {
      queue: 'sample-workflow',
      callback: (_error, { data }) => this.execute(data),
    });
    connection.subscribe('chat.workflow.cancel.*', { callback: (_error, { data }) => this.cancel(data) });
  }

  static async start({ natsUrl, paceMs = 150, faults = {} }: SampleWorkflowOptions): Promise<SampleWorkflow> {
    const connection = await connect({
      ...accessOf(natsUrl),
      name: 'sample-workflow',
      maxReconnectAttempts: -1,
      reconnectTimeWait: RECONNECT_MS,
    });
    const service = new SampleWorkflow(connection, paceMs, faults);
    await connection.flush();
    return service;
  }

  /** In the middle of everything; what it remembered is gone with it. */
  async stop(): Promise<void> {
    for (const leg of this.legs.values()) leg.stop();
    this.legs.clear();
    await this.connection.close();
  }

  private execute(data: Uint8Array): void {
    const request = parseRequest(data);
    const script = request && scriptFor(request);
    if (!script) return;
    this.requests.push(request);
    const key = `${request.correlation_id}/${request.leg}`;
    const known = this.legs.get(key);
    if (known) known.resume(request.resume);
    else this.begin(key, request, script);
  }

  private begin(key: string, request: ExecuteRequest, script: readonly Saying[]): void {
    const next = chance(key);
    const publish = (text: string) => this.publish(request.reply_subject, text);
    const stream = new LegStream(request, script, this.faults, this.paceMs, spoiled(publish, this.faults, next));
    this.legs.set(key, stream);
    this.forgetOldest();
    stream.begin();
  }

  private publish(subject: string, text: string): void {
    if (!this.connection.isClosed()) this.connection.publish(subject, text);
  }

  private cancel(data: Uint8Array): void {
    const request = parseRequest(data);
    if (!request) return;
    this.cancelled.push(request.correlation_id);
    for (const [key, leg] of this.legs) if (key.startsWith(`${request.correlation_id}/`)) leg.stop();
  }

  private forgetOldest(): void {
    for (const [key, leg] of this.legs) {
      if (this.legs.size <= REMEMBER) return;
      leg.stop();
      this.legs.delete(key);
    }
  }
}
