export { AgentCatalogue } from './agent-catalogue.js';
export { CreateSession } from './create-session.use-case.js';
export { ListUserSessions } from './list-sessions.use-case.js';
export { SessionAccess } from './session-access.js';
export { SessionEventRepository } from './session-event.repository.js';
export { type FeedItem, SessionFeed, type TextDelta } from './session-feed.js';
export { EVENT_JSON, stateJson } from './session-json.js';
export { SessionsModule } from './sessions.module.js';
export { UpdateSession } from './update-session.use-case.js';
