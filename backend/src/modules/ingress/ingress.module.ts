import { Global, Module } from '@nestjs/common';
import { AgentModule } from '../agent/index.js';
import { AgentStateModule } from '../agent-state/index.js';
import { InboundSink } from '../channels/index.js';
import { FeedbackModule } from '../feedback/index.js';
import { MessagesModule } from '../messages/index.js';
import { SessionsModule } from '../sessions/index.js';
import { ContinueThread } from './continue-thread.use-case.js';
import { RawMailController } from './email/show/raw-mail.controller.js';
import { RawMailRepository } from './email/show/raw-mail.repository.js';
import { ShowMail } from './email/show/show-mail.use-case.js';
import { FindTarget } from './inbound/find-target.js';
import { HandleInbound } from './inbound/handle-inbound.use-case.js';
import { InboundRepository } from './inbound/inbound.repository.js';
import { ProposalRepository } from './inbound/proposal.repository.js';
import { ReadText } from './inbound/read-text.js';
import { ReceiveInbound } from './inbound/receive-inbound.use-case.js';
import { TakeAnswer } from './inbound/take-answer.js';
import { TakeText } from './inbound/take-text.js';
import { WarnOwner } from './inbound/warn-owner.js';
import { WarningRepository } from './inbound/warning.repository.js';
import { MessagesController } from './messages.controller.js';
import { RunCommand } from './run-command.use-case.js';
import { SessionWaiter } from './session-waiter.js';
import { StartConversation } from './start-conversation.js';
import { StartThread } from './start-thread.use-case.js';
import { StrangerGreeters } from './stranger-greeters.js';
import { TakeMessage } from './take-message.use-case.js';
import { ThreadView } from './thread-view.js';
import { ThreadWaiter } from './thread-waiter.js';
import { ThreadsController } from './threads.controller.js';

/** Global for the sake of the sink: whatever listens to a channel hands on here what it hears. */
@Global()
@Module({
  imports: [AgentModule, AgentStateModule, FeedbackModule, MessagesModule, SessionsModule],
  controllers: [MessagesController, RawMailController, ThreadsController],
  providers: [
    ContinueThread,
    FindTarget,
    HandleInbound,
    InboundRepository,
    ProposalRepository,
    RawMailRepository,
    ReadText,
    ReceiveInbound,
    RunCommand,
    SessionWaiter,
    ShowMail,
    StartConversation,
    StartThread,
    StrangerGreeters,
    TakeAnswer,
    TakeMessage,
    TakeText,
    ThreadView,
    ThreadWaiter,
    WarnOwner,
    WarningRepository,
    { provide: InboundSink, useExisting: ReceiveInbound },
  ],
  exports: [
    ContinueThread,
    InboundRepository,
    InboundSink,
    RunCommand,
    SessionWaiter,
    StartThread,
    StrangerGreeters,
    TakeMessage,
  ],
})
export class IngressModule {}
