import { Injectable } from '@nestjs/common';
import { Clock } from '../../../kernel/index.js';
import { EventBus, NatsLine } from '../../../platform/bus/index.js';
import { stopTopic } from '../runtime/advance-run.use-case.js';
import type { TextSource } from '../runtime/text-source.js';
import type { Ending } from './domain/chunk-assembler.js';
import { type Asked, correlationOf, type LegRequest } from './domain/request.js';
import type { Workflow } from './domain/workflow.js';
import { cancelWorkflow, Leg } from './leg.js';

/** How a leg ended; the journal holds it. */
export type LegEnd = { kind: 'completed'; finishReason: string | null } | ({ kind: 'asked' } & Asked);

/** Workflows elsewhere as texts that grow (docs/workflows.md). */
@Injectable()
export class WorkflowClient {
  constructor(
    private readonly line: NatsLine,
    private readonly bus: EventBus,
    private readonly clock: Clock,
  ) {}

  /** One leg. Executed again it gives the same: the service knows it by run and number. */
  leg(workflow: Workflow, request: LegRequest): TextSource<LegEnd> {
    return async (unit) => {
      const correlationId = correlationOf(request.runId, unit.idempotencyKey);
      const leg = new Leg(this.line, { ...request, correlationId }, workflow, unit, this.clock.now());
      // A run that is only handed to another process goes on there; one that was stopped is of no use to anybody.
      const forget = this.bus.subscribe(stopTopic(request.runId), () => leg.cancel());
      try {
        const { text, ending } = await leg.run();
        return { text, ...resultOf(ending) };
      } finally {
        forget();
      }
    };
  }

  /** A run was stopped. Between two legs nobody but this tells the service, which may keep what it knows of the run. */
  cancel(runId: string, sessionId: string): void {
    cancelWorkflow(this.line, { correlationId: runId, sessionId });
  }
}

const resultOf = (ending: Ending) => {
  if (ending.kind === 'ask')
    return { value: { kind: 'asked' as const, askId: ending.askId, question: ending.question } };
  const { model, tokens, finish_reason: reason } = ending.metadata;
  return {
    value: { kind: 'completed' as const, finishReason: reason ?? null },
    model,
    usage: tokens && { inputTokens: tokens.input, outputTokens: tokens.output },
  };
};
