import { Module } from '@nestjs/common';
import { AgentStateModule } from '../agent-state/index.js';
import { SessionsModule } from '../sessions/index.js';
import { AnswerFeedback } from './answer-feedback.use-case.js';
import { AskRepository } from './ask.repository.js';
import { AskPerson } from './ask-person.use-case.js';
import { CancelFeedback } from './cancel-feedback.use-case.js';
import { DELIVERY_PROVIDERS } from './delivery/index.js';
import { ExpireFeedback } from './expire-feedback.use-case.js';
import { FeedbackController } from './feedback.controller.js';
import { FeedbackRepository } from './feedback.repository.js';
import { ListRequests } from './list-requests.use-case.js';
import { SettleRepository } from './settle.repository.js';
import { SettledAnnouncer } from './settled-announcer.js';

@Module({
  imports: [AgentStateModule, SessionsModule],
  controllers: [FeedbackController],
  providers: [
    AnswerFeedback,
    AskPerson,
    AskRepository,
    CancelFeedback,
    ...DELIVERY_PROVIDERS,
    ExpireFeedback,
    FeedbackRepository,
    ListRequests,
    SettledAnnouncer,
    SettleRepository,
  ],
  exports: [AnswerFeedback, AskPerson, CancelFeedback, ListRequests],
})
export class FeedbackModule {}
