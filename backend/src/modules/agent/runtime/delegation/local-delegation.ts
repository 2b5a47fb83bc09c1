import { Injectable } from '@nestjs/common';
import { Clock } from '../../../../kernel/index.js';
import { LeaseLost } from '../../../agent-state/index.js';
import { AgentRegistry } from '../agent-registry.js';
import type { DelegationOutcome, DelegationRequest } from '../delegation.js';
import { failureMessage, JournalMismatch } from '../run-errors.js';
import type { RuntimeServices } from '../runtime-services.js';
import type { UnitScope } from '../unit-scope.js';
import { DelegatedContext } from './delegated-context.js';

/** Agents that work for agents that work for agents. */
const MAX_DEPTH = 3;

/** A task for an agent of this Parley: its function runs within the same run, under its own rules. */
@Injectable()
export class LocalDelegation {
  constructor(
    private readonly agents: AgentRegistry,
    private readonly clock: Clock,
  ) {}

  async execute(
    scope: UnitScope,
    agent: string,
    request: DelegationRequest,
    services: RuntimeServices,
  ): Promise<DelegationOutcome> {
    const { activation, delegates = [] } = scope;
    const definition = this.agents.find(agent);
    if (!definition) return { kind: 'unreachable', message: `${agent} is not installed here any more.` };
    if ([activation.lease.agent, ...delegates].includes(agent))
      return { kind: 'failed', message: `${agent} is at work on this already: it cannot work for itself.` };
    if (delegates.length >= MAX_DEPTH)
      return { kind: 'failed', message: `Work was handed on ${MAX_DEPTH} times already, and no further.` };
    const errand = { request, said: [] as string[], now: () => this.clock.now() };
    const own = { ...scope, delegates: [...delegates, agent] };
    try {
      await definition.run(new DelegatedContext(services, own, errand));
    } catch (error) {
      if (error instanceof JournalMismatch || error instanceof LeaseLost) throw error;
      return { kind: 'failed', message: `${agent}: ${failureMessage(error)}` };
    }
    const text = errand.said.filter(Boolean).join('\n\n');
    return text ? { kind: 'completed', text, data: null } : { kind: 'failed', message: `${agent} had nothing to say.` };
  }
}
