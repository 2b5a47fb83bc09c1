import { Injectable } from '@nestjs/common';
import { Directory, localId, localName } from '../directory/directory.js';
import { LocalDelegation } from './delegation/local-delegation.js';
import { RemoteDelegation } from './delegation/remote-delegation.js';
import type { AgentSearch, DelegationOutcome, DelegationRequest } from './delegation.js';
import type { RuntimeServices } from './runtime-services.js';
import { UnitRunner } from './unit-runner.js';
import { type UnitScope, unitOf, within } from './unit-scope.js';

/** Other agents as units of a run (AG-5). */
@Injectable()
export class Delegations {
  constructor(
    private readonly units: UnitRunner,
    private readonly directory: Directory,
    private readonly local: LocalDelegation,
    private readonly remote: RemoteDelegation,
  ) {}

  /** Those that are at work already are not among them. */
  search(scope: UnitScope, name: string, task: string): Promise<AgentSearch> {
    const { activation, delegates = [] } = scope;
    const busy = [activation.lease.agent, ...delegates].map(localId);
    return this.units.run(activation, unitOf('STEP', name, scope, { task }), async () => {
      const matches = await activation.store(() => this.directory.search(task, busy));
      return { value: { matches }, note: matches.map(({ agent }) => agent.name).join(', ') || 'nobody' };
    });
  }

  delegate(
    scope: UnitScope,
    name: string,
    request: DelegationRequest,
    services: RuntimeServices,
  ): Promise<DelegationOutcome> {
    const inside = within(scope, name);
    const local = localName(request.agentId);
    return local === null ? this.remote.execute(inside, request) : this.local.execute(inside, local, request, services);
  }
}
