import { Module } from '@nestjs/common';
import { ActivityFeed } from './activity-feed.js';
import { AgentCatalogue } from './agent-catalogue.js';
import { CreateSession } from './create-session.use-case.js';
import { EventMetrics } from './event-metrics.js';
import { ExportSession } from './export-session.use-case.js';
import { ListUserSessions } from './list-sessions.use-case.js';
import { SessionRepository } from './session.repository.js';
import { SessionAccess } from './session-access.js';
import { SessionEventRepository } from './session-event.repository.js';
import { SessionFeed } from './session-feed.js';
import { SessionThreads } from './session-threads.js';
import { SessionsController } from './sessions.controller.js';
import { UpdateSession } from './update-session.use-case.js';

@Module({
  controllers: [SessionsController],
  providers: [
    ActivityFeed,
    AgentCatalogue,
    CreateSession,
    EventMetrics,
    ExportSession,
    ListUserSessions,
    SessionAccess,
    SessionEventRepository,
    SessionFeed,
    SessionRepository,
    SessionThreads,
    UpdateSession,
  ],
  exports: [
    ActivityFeed,
    AgentCatalogue,
    CreateSession,
    ListUserSessions,
    SessionAccess,
    SessionEventRepository,
    SessionFeed,
    SessionRepository,
    SessionThreads,
    UpdateSession,
  ],
})
export class SessionsModule {}
