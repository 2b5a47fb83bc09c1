import { Injectable } from '@nestjs/common';
import { seesTool, toolCallSchema } from '@parley/contracts';
import { newId } from '../../../../kernel/index.js';
import { failpoint } from '../../../../platform/failpoints/index.js';
import { callHash } from '../../tools/domain/call-hash.js';
import { isRepeatable } from '../../tools/domain/tool-definition.js';
import { problemOfToolName } from '../../tools/domain/tool-name.js';
import { policyFor } from '../../tools/domain/tool-policy.js';
import type { CallResult, KnownTool } from '../../tools/known-tool.js';
import { type BegunCall, ToolCallRepository } from '../../tools/tool-call.repository.js';
import { ToolCatalogue } from '../../tools/tool-catalogue.js';
import { ToolRulesRepository } from '../../tools/tool-rules.repository.js';
import { AgentRegistry } from '../agent-registry.js';
import type { ToolOutcome, ToolRequest } from '../tool-use.js';
import { UnitRunner } from '../unit-runner.js';
import { agentOf, type UnitScope, unitOf } from '../unit-scope.js';
import type { AskFirst, Permit, Verdict } from './verdict.js';

/** One try, in the middle of its unit. */
interface Try {
  readonly scope: UnitScope;
  readonly request: ToolRequest;
  readonly permit: Permit | null;
  readonly stepKey: string;
}

const isStorable = (args: unknown): boolean => toolCallSchema.shape.arguments.safeParse(args).success;

/** What is called, where, and by whose leave. */
const callOf = ({ request, permit, stepKey }: Try) => ({
  ...{ stepKey, callHash: callHash(request), requestId: permit?.requestId ?? null },
});

const outcome = (of: ToolOutcome): Verdict => ({ kind: 'outcome', outcome: of });
const failed = (message: string): Verdict => outcome({ kind: 'failed', message });

const NOTES: Partial<Record<AskFirst['why'], string>> = {
  unknown: 'not known whether it ran',
  again: 'has run before',
};

const noteOf = (verdict: Verdict): string | undefined => {
  if (verdict.kind === 'ask') return NOTES[verdict.why] ?? 'asks first';
  const { outcome: of } = verdict;
  if (of.kind === 'done') return of.isError ? 'the tool reports an error' : undefined;
  return of.kind === 'refused' ? 'refused by its rule' : of.kind;
};

/** What is shown in an approval is shown whole, so it must be of a size that a person and a channel can take. */
const MAX_SHOWN = 200_000;
const TOO_LARGE = `The arguments are larger than ${MAX_SHOWN} characters: too much to be shown and approved.`;
const isShowable = (request: ToolRequest): boolean => JSON.stringify(request.arguments).length <= MAX_SHOWN;

/** One try to use a tool: a unit that either runs it, or says why it does not and whether to ask. */
@Injectable()
export class ToolAttempt {
  constructor(
    private readonly units: UnitRunner,
    private readonly agents: AgentRegistry,
    private readonly catalogue: ToolCatalogue,
    private readonly rules: ToolRulesRepository,
    private readonly calls: ToolCallRepository,
  ) {}

  /** @param label what it is done for, in the agent's words */
  run(scope: UnitScope, label: string, request: ToolRequest, permit: Permit | null): Promise<Verdict> {
    const { tool, target, arguments: args } = request;
    // A name may come from a model: one that no tool can have is none for a step either.
    const name = problemOfToolName(tool) ? 'tool' : tool;
    // So may arguments that nothing can store: they are refused below, by a message.
    const shown = isStorable(args) ? args : null;
    const unit = { ...unitOf('TOOL', name, scope, { tool: name, target, arguments: shown }), label };
    return this.units.run<Verdict>(scope.activation, unit, async (_id, stepKey) => {
      const value = await this.attempt({ scope, request, permit, stepKey });
      return { value, note: noteOf(value) };
    });
  }

  private async attempt(one: Try): Promise<Verdict> {
    const { request, scope } = one;
    const { activation } = scope;
    const { tools = [] } = this.agents.require(agentOf(scope));
    if (!seesTool(tools, request.tool))
      return failed(`There is no tool named "${request.tool.slice(0, 200)}" for this agent.`);
    const found = await this.catalogue.find(request.tool, activation.signal);
    // What nothing can store has never begun.
    const begun = isStorable(request.arguments)
      ? await activation.store(() => this.calls.begun(activation.lease.runId, callOf(one)))
      : null;
    if (found.kind === 'missing')
      return begun ? outcome({ kind: 'unknown', message: `It may have run. ${found.message}` }) : failed(found.message);
    return (await this.objection(one, found.tool, begun)) ?? this.perform(one, found.tool, begun);
  }

  /** Why it must not run now. Its rule is looked at when it is about to run, whatever was planned (AG-7). */
  private async objection({ scope, request, permit }: Try, { definition }: KnownTool, begun: BegunCall | null) {
    const { activation } = scope;
    const ask = (why: AskFirst['why'], problem: string | null = null, args = request.arguments): AskFirst => {
      const { hash, tool } = definition;
      return { kind: 'ask', why, problem, arguments: args, destructive: tool.destructive, definition: hash };
    };
    const rules = await activation.store(() => this.rules.list(request.tool));
    const policy = policyFor(definition, agentOf(scope), rules);
    if (policy === 'DENY') return outcome({ kind: 'refused', by: 'rule', reason: null });
    const problem = definition.check(request.arguments);
    if (problem && permit?.answered) return ask('edits', problem, permit.answered.arguments);
    if (problem) return failed(problem);
    const repeats = begun !== null && !isRepeatable(definition);
    if (repeats && begun.ended) return ask('again');
    if (!permit && policy === 'ASK' && !repeats) return isShowable(request) ? ask('rule') : failed(TOO_LARGE);
    if (permit?.answered && permit.answered.definition !== definition.hash) return ask('changed');
    return repeats ? ask('unknown', 'Parley stopped while it ran.') : null;
  }

  /** @throws Error when a grant does not cover this call: whoever shows one thing and does another is wrong code */
  private async perform(one: Try, tool: KnownTool, begun: BegunCall | null): Promise<Verdict> {
    const { scope, request, permit } = one;
    const { activation } = scope;
    const { lease } = activation;
    const call = { id: begun?.id ?? newId(), tool: request.tool, ...callOf(one) };
    if (permit?.answered) await activation.store(() => this.calls.grant(lease, permit.requestId, [call.callHash]));
    if (!begun && !(await activation.store(() => this.calls.begin(lease, call)))) {
      if (!permit?.answered)
        throw new Error(`No approval lets this call of ${request.tool} run, or it has run before.`);
      return this.asking('spent', one, tool, null);
    }
    failpoint('tool.before-call');
    const result = await this.call(one, tool, call.id);
    failpoint('tool.after-call');
    // That it was not taken this time says nothing of the time before.
    const surely = begun && result.kind === 'not-run' ? ({ ...result, kind: 'unknown' } as const) : result;
    return this.conclude(one, tool, call.id, surely);
  }

  /** What may be called twice is, when the first answer is lost. */
  private async call({ scope, request }: Try, tool: KnownTool, id: string): Promise<CallResult> {
    const { lease, signal } = scope.activation;
    const options = { ownerId: lease.ownerId, signal, idempotencyKey: id };
    const result = await tool.call(request.arguments, options);
    if (result.kind !== 'unknown' || !isRepeatable(tool.definition) || signal.aborted) return result;
    const again = await this.catalogue.find(request.tool, signal);
    const same = again.kind === 'found' && again.tool.definition.hash === tool.definition.hash;
    const second = same ? await again.tool.call(request.arguments, options) : result;
    return second.kind === 'not-run' ? result : second;
  }

  private async conclude(one: Try, tool: KnownTool, id: string, result: CallResult): Promise<Verdict> {
    const { activation } = one.scope;
    const { readOnly } = tool.definition.tool;
    switch (result.kind) {
      case 'done': {
        await activation.store(() => this.calls.end(id, result.isError ? 'FAILED' : 'DONE'));
        return outcome({ ...result, arguments: one.request.arguments });
      }
      case 'not-run':
        await activation.store(() => this.calls.takeBack(activation.lease, id));
        return failed(result.message);
      case 'unknown':
        await activation.store(() => this.calls.end(id, 'UNKNOWN'));
        return readOnly ? failed(result.message) : this.asking('unknown', one, tool, result.message);
    }
  }

  private asking(why: AskFirst['why'], { request }: Try, { definition }: KnownTool, problem: string | null): AskFirst {
    const { hash, tool } = definition;
    return {
      ...{ kind: 'ask', why, problem, arguments: request.arguments },
      ...{ destructive: tool.destructive, definition: hash },
    };
  }
}
