import { Injectable } from '@nestjs/common';
import { seesTool } from '@parley/contracts';
import { assertNever } from '../../../kernel/index.js';
import type { FeedbackOutcome } from '../../feedback/index.js';
import { callHash } from '../tools/domain/call-hash.js';
import { policyFor } from '../tools/domain/tool-policy.js';
import { ToolCallRepository } from '../tools/tool-call.repository.js';
import { ToolCatalogue } from '../tools/tool-catalogue.js';
import { ToolRulesRepository } from '../tools/tool-rules.repository.js';
import { AgentRegistry } from './agent-registry.js';
import { Asker } from './asker.js';
import { failureMessage } from './run-errors.js';
import { approvalQuestion, decisionOf } from './tool-use/ask-first.js';
import { ToolAttempt } from './tool-use/tool-attempt.js';
import type { Permit } from './tool-use/verdict.js';
import type {
  ApprovalOutcome,
  ApprovalRequest,
  ApprovedAnswer,
  Grant,
  ToolInfo,
  ToolOutcome,
  ToolRequest,
} from './tool-use.js';
import { UnitRunner } from './unit-runner.js';
import { agentOf, type UnitScope, unitOf, within } from './unit-scope.js';

type Answered = Extract<FeedbackOutcome, { kind: 'answered' }>;

/** Tools as units of a run (AG-7). */
@Injectable()
export class ToolCalls {
  constructor(
    private readonly units: UnitRunner,
    private readonly asker: Asker,
    private readonly attempts: ToolAttempt,
    private readonly agents: AgentRegistry,
    private readonly catalogue: ToolCatalogue,
    private readonly rules: ToolRulesRepository,
    private readonly calls: ToolCallRepository,
  ) {}

  list(scope: UnitScope, name: string): Promise<ToolInfo[]> {
    const { activation } = scope;
    const agent = agentOf(scope);
    return this.units.run<ToolInfo[]>(activation, unitOf('STEP', name, scope), async () => {
      const { tools: patterns = [] } = this.agents.require(agent);
      const [all, rules] = await Promise.all([
        this.catalogue.available(activation.signal),
        activation.store(() => this.rules.list(null)),
      ]);
      const value = all.flatMap((definition): ToolInfo[] => {
        const policy = policyFor(definition, agent, rules);
        return policy === 'DENY' || !seesTool(patterns, definition.tool.name) ? [] : [{ ...definition.tool, policy }];
      });
      return { value, note: value.length === 1 ? '1 tool' : `${value.length} tools` };
    });
  }

  /** Tries, asks and tries again, until it has run or will not. Each try and each question is a unit of its own. */
  async call(scope: UnitScope, name: string, request: ToolRequest, grant: Grant | null): Promise<ToolOutcome> {
    const own = within(scope, name);
    let args = request.arguments;
    let permit: Permit | null = grant && { requestId: grant.requestId, answered: null };
    for (;;) {
      const verdict = await this.attempts.run(own, name, { ...request, arguments: args }, permit);
      if (verdict.kind === 'outcome') return verdict.outcome;
      const answer = await this.asker.ask(own, 'ask', approvalQuestion(request, verdict));
      const decision = decisionOf(answer, verdict);
      if (decision.kind === 'outcome') return decision.outcome;
      ({ arguments: args, permit } = decision);
    }
  }

  async approve(scope: UnitScope, name: string, { calls, ...question }: ApprovalRequest): Promise<ApprovalOutcome> {
    const own = within(scope, name);
    const outcome = await this.asker.ask(own, name, { type: 'APPROVAL', ...question });
    if (outcome.kind !== 'answered') return outcome;
    const { answer, by } = outcome;
    if (answer.type !== 'APPROVAL') return { kind: 'unusable', reason: 'It was not answered with a decision.' };
    switch (answer.decision) {
      case 'approve':
        return this.grant(own, outcome, answer, calls);
      case 'reject':
        return { kind: 'rejected', comment: answer.comment ?? null, by };
      case 'revise':
        return { kind: 'revise', comment: answer.comment ?? '', by };
      default:
        return assertNever(answer.decision);
    }
  }

  /** What the yes lets run is worked out and written down once, before anything of it runs (FB-11). */
  private async grant(
    scope: UnitScope,
    { requestId, by }: Answered,
    decided: {
      approvedHunks?: string[] | undefined;
      editedArguments?: ApprovedAnswer['editedArguments'] | undefined;
      comment?: string | undefined;
    },
    calls: ApprovalRequest['calls'],
  ): Promise<ApprovalOutcome> {
    const { activation } = scope;
    if (requestId === undefined) return { kind: 'unusable', reason: 'Nobody has given this approval.' };
    const answer: ApprovedAnswer = {
      approvedHunks: decided.approvedHunks ?? null,
      editedArguments: decided.editedArguments ?? null,
    };
    const unit = unitOf('STEP', 'approved calls', scope);
    const { unusable } = await this.units.run<{ unusable: string | null }>(activation, unit, async () => {
      const hashes = hashesOf(calls, answer);
      if (typeof hashes === 'string') return { value: { unusable: hashes } };
      const given = await activation.store(() => this.calls.grant(activation.lease, requestId, hashes));
      return { value: { unusable: given ? null : 'There is no such approval in this conversation.' } };
    });
    if (unusable !== null) return { kind: 'unusable', reason: unusable };
    return { kind: 'approved', ...answer, grant: { requestId }, comment: decided.comment ?? null, by };
  }
}

/** @returns the hashes, or why the answer cannot be carried out */
const hashesOf = (calls: ApprovalRequest['calls'], answer: ApprovedAnswer): string[] | string => {
  try {
    return calls(answer).map(callHash);
  } catch (error) {
    return failureMessage(error);
  }
};
