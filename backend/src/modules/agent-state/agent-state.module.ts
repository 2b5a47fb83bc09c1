import { Module } from '@nestjs/common';
import { MessagesModule } from '../messages/index.js';
import { SessionsModule } from '../sessions/index.js';
import { JournalRepository } from './journal.repository.js';
import { ListRuns } from './list-runs.use-case.js';
import { MessageIntake } from './message-intake.js';
import { MessageIntakeRepository } from './message-intake.repository.js';
import { PostMessage } from './post-message.use-case.js';
import { RunRepository } from './run.repository.js';
import { RunPageRepository } from './run-page.repository.js';
import { RunTaker } from './run-taker.js';
import { RunsController } from './runs.controller.js';
import { SpeechRepository } from './speech.repository.js';
import { StartRun } from './start-run.use-case.js';

@Module({
  imports: [MessagesModule, SessionsModule],
  controllers: [RunsController],
  providers: [
    JournalRepository,
    ListRuns,
    MessageIntake,
    MessageIntakeRepository,
    PostMessage,
    RunPageRepository,
    RunRepository,
    RunTaker,
    SpeechRepository,
    StartRun,
  ],
  exports: [
    JournalRepository,
    ListRuns,
    PostMessage,
    RunPageRepository,
    RunRepository,
    RunTaker,
    SpeechRepository,
    StartRun,
  ],
})
export class AgentStateModule {}
