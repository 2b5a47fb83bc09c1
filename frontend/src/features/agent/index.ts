export { useRunControl } from './api/runs';
export { AgentStatus } from './components/agent-status';
export { RunPane } from './components/run-pane';
export { ThinkingIndicator } from './components/thinking-indicator';
export { isRunActive, isWorking } from './describe-step';
