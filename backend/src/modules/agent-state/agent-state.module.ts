import { Module } from '@nestjs/common';
import { MessagesModule } from '../messages/index.js';
import { SessionsModule } from '../sessions/index.js';
import { JournalRepository } from './journal.repository.js';
import { ListRuns } from './list-runs.use-case.js';
import { MessageIntake } from './message-intake.js';
import { MessageIntakeRepository } from './message-intake.repository.js';
import { PostMessage } from './post-message.use-case.js';
import { RunRepository } from './run.repository.js';
import { RunsController } from './runs.controller.js';
import { SpeechRepository } from './speech.repository.js';

@Module({
  imports: [MessagesModule, SessionsModule],
  controllers: [RunsController],
  providers: [
    JournalRepository,
    ListRuns,
    MessageIntake,
    MessageIntakeRepository,
    PostMessage,
    RunRepository,
    SpeechRepository,
  ],
  exports: [JournalRepository, ListRuns, PostMessage, RunRepository, SpeechRepository],
})
export class AgentStateModule {}
