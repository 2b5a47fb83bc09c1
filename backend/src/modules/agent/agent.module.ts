import { type DynamicModule, Global, Module } from '@nestjs/common';
import { AgentStateModule } from '../agent-state/index.js';
import { FeedbackModule } from '../feedback/index.js';
import { MessagesModule } from '../messages/index.js';
import { SessionsModule } from '../sessions/index.js';
import { AgentController } from './agent.controller.js';
import { AGENT_SETTINGS, type AgentSettings } from './agent-settings.js';
import { ExtractAnswer } from './answers/extract-answer.use-case.js';
import { LlmModule } from './llm/index.js';
import { RetryRun } from './retry-run.use-case.js';
import { AdvanceRun } from './runtime/advance-run.use-case.js';
import { AgentRegistry } from './runtime/agent-registry.js';
import { RunCloser } from './runtime/run-closer.js';
import { RuntimeServices } from './runtime/runtime-services.js';
import { Speaker } from './runtime/speaker.js';
import { UnitRunner } from './runtime/unit-runner.js';
import { StopRun } from './stop-run.use-case.js';

/** Global, because it is made once with the agents of this deployment. */
@Global()
@Module({})
export class AgentModule {
  static forRoot(settings: AgentSettings): DynamicModule {
    return {
      module: AgentModule,
      imports: [LlmModule.forRoot(settings.llm), AgentStateModule, FeedbackModule, MessagesModule, SessionsModule],
      controllers: [AgentController],
      providers: [
        { provide: AGENT_SETTINGS, useValue: settings },
        AgentRegistry,
        AdvanceRun,
        ExtractAnswer,
        RetryRun,
        RunCloser,
        RuntimeServices,
        Speaker,
        StopRun,
        UnitRunner,
      ],
      exports: [AgentRegistry, ExtractAnswer, StopRun],
    };
  }
}
