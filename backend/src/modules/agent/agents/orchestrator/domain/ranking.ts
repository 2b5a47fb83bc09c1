import type { AgentHealth } from '@parley/contracts';

/** A kind of skill that a goal needs. */
export interface Capability {
  readonly id: string;
  /** What has to be done, for people. */
  readonly need: string;
  /** Words to search the directory by. */
  readonly search: string;
}

/** An agent that could do it. */
export interface Candidate {
  /** Id in the directory. */
  readonly agentId: string;
  readonly agent: string;
  readonly health: AgentHealth;
  /** 0 to 1. */
  readonly score: number;
  /** Why it, in one line. */
  readonly why: string;
}

/** For each capability who can do it, best first. Nobody: an empty list. */
export type Ranking = ReadonlyMap<string, readonly Candidate[]>;

/** An agent that is down comes after all that are not, whatever it is worth otherwise; else the order stays. */
export const healthyFirst = <T extends { health: AgentHealth }>(candidates: readonly T[]): T[] => {
  const down = ({ health }: T) => health === 'UNHEALTHY';
  return [...candidates.filter((one) => !down(one)), ...candidates.filter(down)];
};
