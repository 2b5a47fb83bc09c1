import { lazy } from 'react';

export { useRunControl } from './api/runs';
export { AgentStatus } from './components/agent-status';
export { ThinkingIndicator } from './components/thinking-indicator';
export { isRunActive, isWorking } from './describe-step';

/** Beside the conversation, which comes first. */
export const RunPane = lazy(() => import('./components/run-pane'));
