export { lastWrote } from './last-wrote.js';
export { type ConversationTurn, type MessagePlace, MessageRepository } from './message.repository.js';
export { MessageStreams } from './message-streams.js';
export { MessagesModule } from './messages.module.js';
