import type { DirectoryAgent, DirectoryMatch, Tool, ToolPolicy, ToolServer } from '@parley/contracts';

export type Tone = 'good' | 'quiet' | 'warning' | 'danger';
export interface Said {
  tone: Tone;
  word: string;
}

export const healthState = ({ kind, health }: Pick<DirectoryAgent, 'kind' | 'health'>): Said => {
  if (kind === 'LOCAL') return { tone: 'good', word: 'runs here' };
  switch (health) {
    case 'HEALTHY':
      return { tone: 'good', word: 'healthy' };
    case 'UNHEALTHY':
      return { tone: 'danger', word: 'not reachable' };
    case 'UNKNOWN':
      return { tone: 'quiet', word: 'not looked at yet' };
  }
};

export const serverState = ({ status }: Pick<ToolServer, 'status'>): Said => {
  switch (status) {
    case 'ready':
      return { tone: 'good', word: 'ready' };
    case 'connecting':
      return { tone: 'quiet', word: 'connecting' };
    case 'down':
      return { tone: 'danger', word: 'down' };
  }
};

const POLICY: Record<ToolPolicy, string> = { AUTO: 'runs by itself', ASK: 'asks first', DENY: 'off' };
export const policyText = (policy: ToolPolicy): string => POLICY[policy];
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
export const policyLabel = (policy: ToolPolicy): string => capital(POLICY[policy]);

/** What using it may do, as its server says. */
export const effectOf = ({ readOnly, destructive }: Pick<Tool, 'readOnly' | 'destructive'>): Said => {
  if (readOnly) return { tone: 'quiet', word: 'only reads' };
  if (destructive) return { tone: 'danger', word: 'changes things, cannot be undone' };
  return { tone: 'warning', word: 'changes things' };
};

/** Letting this run unasked is asked about once more. */
export const isBold = (tool: Tool, policy: ToolPolicy | null): boolean => policy === 'AUTO' && !tool.readOnly;

const PARTS: Record<string, string> = {
  name: 'its name',
  description: 'its description',
  skills: 'its skills',
  skill: 'its skills',
  tags: 'its tags',
  examples: 'its examples',
};

/** “weather”, “month” in its skills · “lisbon” in its examples */
export const reasonsText = ({ reasons }: Pick<DirectoryMatch, 'reasons'>): string =>
  reasons
    .filter(({ words }) => words.length > 0)
    .map(({ part, words }) => `${words.map((word) => `“${word}”`).join(', ')} in ${PARTS[part] ?? part}`)
    .join(' · ');

/** As it stands in the address bar, without what a person need not read. */
export const hostOf = (url: string): string => {
  try {
    return new URL(url).host;
  } catch {
    return url;
  }
};
