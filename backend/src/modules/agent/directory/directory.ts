import { Injectable } from '@nestjs/common';
import type { Agent, DirectoryAgent, DirectoryMatch } from '@parley/contracts';
import { AgentCatalogue } from '../../sessions/index.js';
import { DirectoryRepository, type DirectoryRow } from './directory.repository.js';
import { rankAgents } from './domain/rank-agents.js';

const LOCAL = 'local:';
export const localId = (name: string): string => `${LOCAL}${name}`;
/** The name of an agent of this Parley; null: the id is of one elsewhere. */
export const localName = (id: string): string | null => (id.startsWith(LOCAL) ? id.slice(LOCAL.length) : null);

/** Agents that work can be given to: those of this Parley that say what they can do, and those elsewhere. */
@Injectable()
export class Directory {
  constructor(
    private readonly repository: DirectoryRepository,
    private readonly catalogue: AgentCatalogue,
  ) {}

  async list(): Promise<DirectoryAgent[]> {
    const local = this.catalogue.list().filter(({ skills }) => skills.length > 0);
    return [...local.map(ofLocal), ...(await this.repository.all()).map(ofRow)];
  }

  /** Best first, with the reasons. @param except ids of agents that are not looked for */
  async search(text: string, except: readonly string[] = []): Promise<DirectoryMatch[]> {
    const agents = await this.list();
    return rankAgents(
      agents.filter(({ id }) => !except.includes(id)),
      text,
    );
  }
}

const ofLocal = ({ name, description, skills }: Agent): DirectoryAgent => ({
  ...{ id: localId(name), kind: 'LOCAL', name, description, skills, health: 'HEALTHY' },
  ...{ problem: null, checkedAt: null, cardUrl: null, version: null, protocolVersion: null, provider: null },
});

export const ofRow = ({ id, name, cardUrl, card, health, problem, checkedAt }: DirectoryRow): DirectoryAgent => ({
  ...{ id, kind: 'REMOTE', name, cardUrl, health, problem, checkedAt: checkedAt?.toISOString() ?? null },
  ...{ description: card.description, skills: card.skills, provider: card.provider },
  ...{ version: card.version || null, protocolVersion: card.protocolVersion },
});
