import type { ChannelType } from '@parley/contracts';
import type { IntegrationRow } from './integration.repository.js';

/**
 * What the other side says of a permission. `dead`: it was taken back, with the reason as a sentence for operators. `unsure`:
 * it could not be asked, which proves nothing.
 */
export type IntegrationCheck = { kind: 'alive' } | { kind: 'dead'; why: string } | { kind: 'unsure'; message: string };

/** What differs between workspaces of Slack and mailboxes of Google, once they are connected. */
export interface IntegrationKind {
  readonly type: ChannelType;
  /** Who gives the permission, as people call it. */
  readonly provider: string;
  /** Is Parley set up as an app of theirs? Else there is nothing that could be asked. */
  readonly isSetUp: boolean;
  check(row: IntegrationRow): Promise<IntegrationCheck>;
  /** The permission is given back. Best effort: whoever calls forgets it in any case. */
  giveBack(row: IntegrationRow): Promise<void>;
  /** Something about it has changed: nothing that is remembered counts. */
  forget(row: Pick<IntegrationRow, 'id' | 'externalId'>): void;
}

/** Connects at start what the environment names. */
export interface ConfiguredConnection {
  /** @returns `later`: the other side is away and must be asked again */
  connect(): Promise<'done' | 'later'>;
}
