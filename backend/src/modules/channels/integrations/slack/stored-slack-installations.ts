import { Injectable, Logger } from '@nestjs/common';
import { type SlackInstallation, SlackInstallations } from '../../slack/slack-installations.js';
import { IntegrationRepository, type IntegrationRow } from '../integration.repository.js';
import { SlackSecrets } from './slack-secrets.js';

/** What another process changed is seen after this at the latest. */
const REMEMBERED_MS = 3_000;

interface Known {
  row: IntegrationRow | null;
  installation: SlackInstallation | null;
}

/** The workspaces of the table `integration`. */
@Injectable()
export class StoredSlackInstallations extends SlackInstallations {
  private readonly log = new Logger('Slack');
  private readonly memory = new Map<string, { at: number; known: Promise<Known> }>();

  constructor(
    private readonly repository: IntegrationRepository,
    private readonly secrets: SlackSecrets,
  ) {
    super();
  }

  async forTeam(teamId: string): Promise<SlackInstallation | null> {
    const { row, installation } = await this.recall(teamId);
    return row?.status === 'ACTIVE' ? installation : null;
  }

  /** Also one that lost its permission: what people say there still counts. Not one that was disconnected. */
  async heardFrom(teamId: string): Promise<SlackInstallation | null> {
    const { row, installation } = await this.recall(teamId);
    return row && row.status !== 'DISABLED' ? installation : null;
  }

  async all(): Promise<SlackInstallation[]> {
    const rows = await this.repository.ofType('SLACK');
    return rows.filter(({ status }) => status === 'ACTIVE').flatMap((row) => this.open(row) ?? []);
  }

  /** Something about it has changed here. */
  forget(teamId: string): void {
    this.memory.delete(teamId);
  }

  private recall(teamId: string): Promise<Known> {
    const remembered = this.memory.get(teamId);
    if (remembered && Date.now() - remembered.at < REMEMBERED_MS) return remembered.known;
    const known = this.look(teamId);
    this.memory.set(teamId, { at: Date.now(), known });
    known.catch(() => this.memory.delete(teamId));
    return known;
  }

  private async look(teamId: string): Promise<Known> {
    const row = await this.repository.named('SLACK', teamId);
    return { row, installation: row && this.open(row) };
  }

  /** What does not open is as good as gone: it must be connected again. */
  private open(row: IntegrationRow): SlackInstallation | null {
    try {
      return this.secrets.open(row);
    } catch (error) {
      this.log.error(`The token of the workspace ${row.name} cannot be opened: ${String(error)}`);
      return null;
    }
  }
}
