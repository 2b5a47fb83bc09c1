import { Module } from '@nestjs/common';
import { AgentStateModule } from '../agent-state/index.js';
import { MessagesModule } from '../messages/index.js';
import { SessionsModule } from '../sessions/index.js';
import { AnswerFeedback } from './answer-feedback.use-case.js';
import { AskRepository } from './ask.repository.js';
import { AskPerson } from './ask-person.use-case.js';
import { AnswerLinksController, BY_LINK_PROVIDERS } from './by-link/index.js';
import { CancelFeedback } from './cancel-feedback.use-case.js';
import { ChangeRequest } from './change-request.js';
import { DelegateFeedback } from './delegate-feedback.use-case.js';
import { DeliveryTokens } from './delivery/delivery-tokens.js';
import { DELIVERY_PROVIDERS } from './delivery/index.js';
import { ReturnDelivery } from './delivery/return-delivery.use-case.js';
import { SendNote } from './delivery/send-note.js';
import { ExpireFeedback } from './expire-feedback.use-case.js';
import { FeedbackController } from './feedback.controller.js';
import { FeedbackRepository } from './feedback.repository.js';
import { ListRequests } from './list-requests.use-case.js';
import { OperationsController } from './operations/operations.controller.js';
import { OperationsRepository } from './operations/operations.repository.js';
import { RetryDeadLetter } from './operations/retry-dead-letter.use-case.js';
import { ShowOperations } from './operations/show-operations.use-case.js';
import { WORK_PROVIDERS, WorkController } from './operations/work/index.js';
import { RunQuestions } from './run-questions.js';
import { SessionChannelController } from './session-channel.controller.js';
import { SettleRepository } from './settle.repository.js';
import { SettledAnnouncer } from './settled-announcer.js';
import { SnoozeFeedback } from './snooze-feedback.use-case.js';
import { SwitchChannel } from './switch-channel.use-case.js';

@Module({
  imports: [AgentStateModule, MessagesModule, SessionsModule],
  controllers: [
    AnswerLinksController,
    FeedbackController,
    OperationsController,
    SessionChannelController,
    WorkController,
  ],
  providers: [
    AnswerFeedback,
    AskPerson,
    AskRepository,
    CancelFeedback,
    ChangeRequest,
    DelegateFeedback,
    OperationsRepository,
    RetryDeadLetter,
    ShowOperations,
    SnoozeFeedback,
    SwitchChannel,
    ...BY_LINK_PROVIDERS,
    ...DELIVERY_PROVIDERS,
    ...WORK_PROVIDERS,
    ExpireFeedback,
    FeedbackRepository,
    ListRequests,
    RunQuestions,
    SettledAnnouncer,
    SettleRepository,
  ],
  exports: [
    AnswerFeedback,
    AskPerson,
    CancelFeedback,
    DelegateFeedback,
    DeliveryTokens,
    ListRequests,
    ReturnDelivery,
    RunQuestions,
    SendNote,
    SnoozeFeedback,
    SwitchChannel,
  ],
})
export class FeedbackModule {}
