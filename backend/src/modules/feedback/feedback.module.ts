import { Module } from '@nestjs/common';
import { AgentStateModule } from '../agent-state/index.js';
import { SessionsModule } from '../sessions/index.js';
import { AnswerFeedback } from './answer-feedback.use-case.js';
import { AskRepository } from './ask.repository.js';
import { AskPerson } from './ask-person.use-case.js';
import { CancelFeedback } from './cancel-feedback.use-case.js';
import { DeliverRequest } from './deliver-request.use-case.js';
import { DeliveryRepository } from './delivery.repository.js';
import { ExpireFeedback } from './expire-feedback.use-case.js';
import { FeedbackController } from './feedback.controller.js';
import { FeedbackRepository } from './feedback.repository.js';
import { ListRequests } from './list-requests.use-case.js';
import { SettleRepository } from './settle.repository.js';

@Module({
  imports: [AgentStateModule, SessionsModule],
  controllers: [FeedbackController],
  providers: [
    AnswerFeedback,
    AskPerson,
    AskRepository,
    CancelFeedback,
    DeliverRequest,
    DeliveryRepository,
    ExpireFeedback,
    FeedbackRepository,
    ListRequests,
    SettleRepository,
  ],
  exports: [AnswerFeedback, AskPerson, CancelFeedback, ListRequests],
})
export class FeedbackModule {}
