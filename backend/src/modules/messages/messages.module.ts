import { Module } from '@nestjs/common';
import { SessionsModule } from '../sessions/index.js';
import { MessageRepository } from './message.repository.js';
import { MessageStreams } from './message-streams.js';

@Module({
  imports: [SessionsModule],
  providers: [MessageRepository, MessageStreams],
  exports: [MessageRepository, MessageStreams],
})
export class MessagesModule {}
