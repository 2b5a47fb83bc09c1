export { AgentDetails } from './components/agent-details';
export { Directory } from './components/directory';
export { LocalAgents } from './components/local-agents';
export { AllTools } from './components/tools-page';
