export { useSessionTitles } from './api/session-titles';
export { markRead, useAgents, useCreateSession, useSessions } from './api/sessions';
export { NewSessionButton } from './components/new-session-button';
export { SamplePrompts } from './components/sample-prompts';
export { SessionList } from './components/session-list';
export { SessionMenu } from './components/session-menu';
export { SessionTitle } from './components/session-title';
