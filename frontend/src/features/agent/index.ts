import { lazily } from '@/lib/lazily';

export { useRunControl } from './api/runs';
export { AgentStatus } from './components/agent-status';
export { ThinkingIndicator } from './components/thinking-indicator';
export { isWorking } from './describe-step';

/** Beside the conversation, which comes first. */
export const RunPane = lazily(() => import('./components/run-pane'));
