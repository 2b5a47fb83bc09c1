import { type DynamicModule, Module } from '@nestjs/common';
import { AgentStateModule } from '../agent-state/index.js';
import { FeedbackModule } from '../feedback/index.js';
import { MessagesModule } from '../messages/index.js';
import { SessionsModule } from '../sessions/index.js';
import { A2aController } from './a2a/a2a.controller.js';
import { A2aRequests } from './a2a/a2a-requests.js';
import { AnswerTask } from './a2a/answer-task.use-case.js';
import { TakeAgentMessage } from './a2a/take-agent-message.use-case.js';
import { TaskRepository } from './a2a/task.repository.js';
import { TaskView } from './a2a/task-view.js';
import { WatchTask } from './a2a/watch-task.js';
import { DOOR_SETTINGS, type DoorSettings } from './door-settings.js';
import { AskForProgram } from './mcp/ask-for-program.use-case.js';
import { McpController } from './mcp/mcp.controller.js';
import { McpTools } from './mcp/mcp-tools.js';
import { ShowVisit } from './mcp/show-visit.use-case.js';

/** Where programs of others come in: as MCP clients that ask a person, and as A2A clients that give an agent work. */
@Module({})
export class DoorsModule {
  static forRoot(settings: DoorSettings): DynamicModule {
    return {
      module: DoorsModule,
      imports: [AgentStateModule, FeedbackModule, MessagesModule, SessionsModule],
      controllers: [A2aController, McpController],
      providers: [
        { provide: DOOR_SETTINGS, useValue: settings },
        A2aRequests,
        AnswerTask,
        AskForProgram,
        McpTools,
        ShowVisit,
        TakeAgentMessage,
        TaskRepository,
        TaskView,
        WatchTask,
      ],
    };
  }
}
