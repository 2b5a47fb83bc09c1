import { type DynamicModule, Inject, Module } from '@nestjs/common';
import { AgentRegistry } from '../runtime/agent-registry.js';
import type { Workflow } from './domain/workflow.js';
import { workflowAgent } from './workflow-agent.js';
import { WorkflowClient } from './workflow-client.js';

const WORKFLOWS = Symbol('WORKFLOWS');

/** Makes every workflow of this deployment an agent (AG-9). Needs a connection to NATS. */
@Module({})
export class WorkflowsModule {
  constructor(@Inject(WORKFLOWS) workflows: readonly Workflow[], agents: AgentRegistry, client: WorkflowClient) {
    for (const workflow of workflows) agents.add(workflowAgent(workflow, client));
  }

  static forRoot(workflows: readonly Workflow[]): DynamicModule {
    return { module: WorkflowsModule, providers: [{ provide: WORKFLOWS, useValue: workflows }, WorkflowClient] };
  }
}
