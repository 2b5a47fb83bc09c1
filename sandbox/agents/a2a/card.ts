import { A2A_PROTOCOL_VERSION, type AgentCard } from '@a2a-js/sdk';
import type { Sample } from './samples/sample.js';

const MODES = ['text/plain', 'application/json'];

/** @param base where the agent is, without a slash at its end */
export const cardOf = ({ name, description, skills }: Sample, base: string): AgentCard => ({
  name,
  description,
  version: '1.0.0',
  supportedInterfaces: [
    { url: `${base}/a2a`, protocolBinding: 'JSONRPC', tenant: '', protocolVersion: A2A_PROTOCOL_VERSION },
  ],
  provider: { organization: 'Parley samples', url: base },
  capabilities: { streaming: false, pushNotifications: false, extensions: [], extendedAgentCard: false },
  securitySchemes: {},
  securityRequirements: [],
  defaultInputModes: MODES,
  defaultOutputModes: MODES,
  skills: skills.map((skill) => ({ ...skill, inputModes: MODES, outputModes: MODES, securityRequirements: [] })),
  signatures: [],
});
