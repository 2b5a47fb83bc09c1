import type { ChannelType } from '@parley/contracts';
import type { IntegrationRow } from './integration.repository.js';

/**
 * What the other side says of a permission. `dead`: it was taken back, with the reason as a sentence for operators. `unsure`:
 * it could not be asked, which proves nothing.
 */
export type IntegrationCheck =
  | { kind: 'alive'; scopes: readonly string[] }
  | { kind: 'dead'; why: string }
  | { kind: 'unsure'; message: string };

/** Words to ourselves: on their way, or why not, as a sentence for operators. */
export type CanarySent = { kind: 'sent'; place: object } | { kind: 'failed'; problem: string };

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
  /** What Parley needs and was not granted, in words. */
  missing(scopes: readonly string[]): string[];
  /**
   * Sends words to ourselves that will be heard of by the usual way in.
   * @param key stands in them, so that they are known again
   * @param admin who asks for it; null: nobody, it is done by itself
   */
  canary(row: IntegrationRow, key: string, admin: string | null): Promise<CanarySent>;
  /** Takes them away again, where that can be done. Best effort. */
  clearAway(row: IntegrationRow, place: object): Promise<void>;
  /** Something about it has changed: nothing that is remembered counts. */
  forget(row: Pick<IntegrationRow, 'id' | 'externalId'>): void;
}

/** Connects at start what the environment names. */
export interface ConfiguredConnection {
  /** @returns `later`: the other side is away and must be asked again */
  connect(): Promise<'done' | 'later'>;
}
