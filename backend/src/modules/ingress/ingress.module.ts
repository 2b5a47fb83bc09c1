import { Module } from '@nestjs/common';
import { AgentStateModule } from '../agent-state/index.js';
import { FeedbackModule } from '../feedback/index.js';
import { MessagesModule } from '../messages/index.js';
import { SessionsModule } from '../sessions/index.js';
import { ContinueThread } from './continue-thread.use-case.js';
import { StartThread } from './start-thread.use-case.js';
import { ThreadView } from './thread-view.js';
import { ThreadWaiter } from './thread-waiter.js';
import { ThreadsController } from './threads.controller.js';

@Module({
  imports: [AgentStateModule, FeedbackModule, MessagesModule, SessionsModule],
  controllers: [ThreadsController],
  providers: [ContinueThread, StartThread, ThreadView, ThreadWaiter],
  exports: [ContinueThread, StartThread],
})
export class IngressModule {}
