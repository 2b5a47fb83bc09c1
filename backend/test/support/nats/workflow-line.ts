import { randomUUID } from 'node:crypto';
import { SystemClock } from '../../../src/kernel/index.js';
import type { LegRequest } from '../../../src/modules/agent/workflows/domain/request.js';
import { type WorkflowInput, workflowSchema } from '../../../src/modules/agent/workflows/domain/workflow.js';
import { WorkflowClient } from '../../../src/modules/agent/workflows/workflow-client.js';
import { NatsLine } from '../../../src/platform/bus/index.js';
import { MemoryEventBus } from '../../../src/platform/bus/memory-event-bus.js';

/** Parley's own end of the protocol, without runs and database. */
export class WorkflowLine {
  readonly line: NatsLine;
  private readonly client: WorkflowClient;

  constructor(
    natsUrl: string,
    private readonly times: Omit<WorkflowInput, 'name' | 'description'> = {},
  ) {
    this.line = new NatsLine([natsUrl]);
    this.client = new WorkflowClient(this.line, new MemoryEventBus(), new SystemClock());
  }

  /** One leg, and every text that would have been shown. */
  async leg(name: string, input: string, more: Partial<LegRequest> & { signal?: AbortSignal } = {}) {
    const workflow = workflowSchema.parse({ name, description: 'of a test', ...this.times });
    const runId = more.runId ?? randomUUID();
    const sessionId = more.sessionId ?? randomUUID();
    const request = { runId, sessionId, workflow: name, input, history: [], previous: more.previous ?? [] };
    const shown: string[] = [];
    const signal = more.signal ?? new AbortController().signal;
    const unit = { signal, idempotencyKey: `${runId}/answer#1`, onText: (text: string) => void shown.push(text) };
    return { ...(await this.client.leg(workflow, request)(unit)), shown, runId };
  }

  close(): Promise<void> {
    return this.line.close();
  }
}
