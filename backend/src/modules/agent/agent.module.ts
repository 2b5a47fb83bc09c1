import { type DynamicModule, Global, Module } from '@nestjs/common';
import { AgentStateModule } from '../agent-state/index.js';
import { FeedbackModule } from '../feedback/index.js';
import { MessagesModule } from '../messages/index.js';
import { SessionsModule } from '../sessions/index.js';
import { AgentController } from './agent.controller.js';
import { AGENT_SETTINGS, type AgentSettings } from './agent-settings.js';
import { ExtractAnswer } from './answers/extract-answer.use-case.js';
import {
  AddAgent,
  DIRECTORY_PROVIDERS,
  DIRECTORY_SETTINGS,
  Directory,
  DirectoryController,
  RemoveAgent,
} from './directory/index.js';
import { LlmModule } from './llm/index.js';
import { RetryRun } from './retry-run.use-case.js';
import { RUN_PAGES_PROVIDERS, RunPagesController } from './run-pages/index.js';
import { AdvanceRun } from './runtime/advance-run.use-case.js';
import { AgentRegistry } from './runtime/agent-registry.js';
import { Asker } from './runtime/asker.js';
import { DELEGATION_PROVIDERS } from './runtime/delegation/index.js';
import { Delegations } from './runtime/delegations.js';
import { RunCloser } from './runtime/run-closer.js';
import { RuntimeServices } from './runtime/runtime-services.js';
import { Speaker } from './runtime/speaker.js';
import { ToolCalls } from './runtime/tool-calls.js';
import { ToolAttempt } from './runtime/tool-use/tool-attempt.js';
import { UnitRunner } from './runtime/unit-runner.js';
import { StopRun } from './stop-run.use-case.js';
import { toolProviders } from './tools/providers.js';
import { ToolsController } from './tools/tools.controller.js';

/** Global, because it is made once with the agents of this deployment. */
@Global()
@Module({})
export class AgentModule {
  static forRoot(settings: AgentSettings): DynamicModule {
    return {
      module: AgentModule,
      imports: [LlmModule.forRoot(settings.llm), AgentStateModule, FeedbackModule, MessagesModule, SessionsModule],
      controllers: [ToolsController, AgentController, DirectoryController, RunPagesController],
      providers: [
        { provide: AGENT_SETTINGS, useValue: settings },
        { provide: DIRECTORY_SETTINGS, useValue: settings.directory },
        AgentRegistry,
        AdvanceRun,
        Asker,
        Delegations,
        ...DELEGATION_PROVIDERS,
        ...DIRECTORY_PROVIDERS,
        ExtractAnswer,
        RetryRun,
        ...RUN_PAGES_PROVIDERS,
        RunCloser,
        RuntimeServices,
        Speaker,
        StopRun,
        ToolAttempt,
        ToolCalls,
        ...toolProviders,
        UnitRunner,
      ],
      exports: [AddAgent, AgentRegistry, Directory, RemoveAgent, ExtractAnswer, StopRun],
    };
  }
}
