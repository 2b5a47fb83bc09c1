import { A2A_PROTOCOL_VERSION, type AgentCard, type AgentSkill } from '@a2a-js/sdk';
import type { Agent } from '@parley/contracts';

/** Where the JSON-RPC calls go. */
export const A2A_PATH = '/a2a';
const SECURITY = 'bearer';

/** What other agents learn about this Parley: every agent of it that a conversation can be held with, as skills. */
export const agentCard = (agents: readonly Agent[], publicUrl: string): AgentCard => ({
  name: 'Parley',
  description: 'Agents that work for one person and ask them, wherever they are, before anything that matters.',
  version: '1.0.0',
  provider: undefined,
  supportedInterfaces: [
    { url: publicUrl + A2A_PATH, protocolBinding: 'JSONRPC', protocolVersion: A2A_PROTOCOL_VERSION, tenant: '' },
  ],
  capabilities: { streaming: true, pushNotifications: false, extendedAgentCard: false, extensions: [] },
  securitySchemes: {
    [SECURITY]: {
      scheme: {
        $case: 'httpAuthSecurityScheme',
        value: { scheme: 'Bearer', bearerFormat: '', description: 'An access token, or a personal access token.' },
      },
    },
  },
  securityRequirements: [{ schemes: { [SECURITY]: { list: [] } } }],
  defaultInputModes: ['text/plain', 'application/json'],
  defaultOutputModes: ['text/plain'],
  skills: agents.flatMap(skillsOf),
  signatures: [],
});

const skillsOf = ({ name, description, skills, samplePrompts }: Agent): AgentSkill[] => {
  const common = { inputModes: [], outputModes: [], securityRequirements: [] };
  if (!skills.length) {
    const examples = samplePrompts.slice(0, 3).map(({ prompt }) => prompt);
    return [{ ...common, id: name, name, description, tags: [name], examples }];
  }
  // The tag is what a message names to choose the agent.
  return skills.map((skill) => ({ ...common, ...skill, id: `${name}/${skill.id}`, tags: [name, ...skill.tags] }));
};
