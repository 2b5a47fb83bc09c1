import { type DynamicModule, Module } from '@nestjs/common';
import { AgentStateModule } from '../agent-state/index.js';
import { FeedbackModule } from '../feedback/index.js';
import { IngressModule } from '../ingress/index.js';
import { MessagesModule } from '../messages/index.js';
import { SessionsModule } from '../sessions/index.js';
import { FollowedSessions } from './followed-sessions.js';
import { FrameRouter } from './frame-router.js';
import { MissedActivity } from './missed-activity.js';
import { REALTIME_SETTINGS, type RealtimeSettings } from './realtime-settings.js';
import { SessionViewController } from './session-view.controller.js';
import { ShowSession } from './session-view.js';
import { SocketMetrics } from './socket-metrics.js';
import { SocketServer } from './socket-server.js';
import { SseController } from './sse/sse.controller.js';
import { SseStreams } from './sse/sse-streams.js';

@Module({})
export class RealtimeModule {
  static forRoot(settings: RealtimeSettings): DynamicModule {
    return {
      module: RealtimeModule,
      imports: [AgentStateModule, FeedbackModule, IngressModule, MessagesModule, SessionsModule],
      controllers: [SessionViewController, SseController],
      providers: [
        { provide: REALTIME_SETTINGS, useValue: settings },
        FollowedSessions,
        FrameRouter,
        MissedActivity,
        ShowSession,
        SocketMetrics,
        SocketServer,
        SseStreams,
      ],
    };
  }
}
