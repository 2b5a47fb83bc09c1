export { ChatSession } from './components/chat-session';
export { MessageInput } from './components/message-input';
export type { MessageListHandle } from './components/message-list';
export { SessionStatus, useLineDown } from './components/session-status';
export { pendingOf } from './fold-session';
export { useDraft } from './hooks/use-draft';
export { useSession } from './hooks/use-session';
export { outboxOf } from './outbox';
export { resumeOutboxes } from './resume';
