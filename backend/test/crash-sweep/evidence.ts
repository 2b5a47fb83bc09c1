import type { AgentLedgerEntry } from '@parley/sandbox/agents/a2a';
import type { Recorded } from '@parley/sandbox/recorder';
import type { MailEvidence } from './case-mail.js';
import type { RepositoryEvidence } from './case-repository.js';
import type { Effect } from './effect.js';
import type { Outside } from './files.js';
import type { Person } from './person.js';
import type { ExpectedRun } from './scenarios/index.js';
import type { State } from './state.js';

/** A call that the model accepted. `life`: 1 before the restart, 2 after. */
export interface ModelCall {
  runId: string;
  stepKey: string;
  life: '1' | '2';
}

/** What is known of a case when everything is quiet again: from the database, and from ledgers outside the process. */
export interface Evidence {
  expected: readonly ExpectedRun[];
  /** The database between kill and restart; undefined when nothing was killed. */
  atKill: State | undefined;
  end: State;
  effects: readonly Effect[];
  calls: readonly ModelCall[];
  /** What each channel took in, as it has it itself. */
  sent: Readonly<Record<Outside, readonly Recorded[]>>;
  /** Where the person has a mailbox. */
  mail: MailEvidence | undefined;
  /** Where there is one to work on. */
  repository: RepositoryEvidence | undefined;
  /** What agents elsewhere took in, where there are some. */
  elsewhere: readonly AgentLedgerEntry[] | undefined;
  person: Person;
}

/** Says what is wrong; nothing when all is well. */
export type Invariant = (evidence: Evidence) => string[];

export const unless = (good: boolean, problem: string): string[] => (good ? [] : [problem]);
export const same = (what: string, found: unknown, wanted: unknown): string[] => {
  const [left, right] = [JSON.stringify(found), JSON.stringify(wanted)];
  return unless(left === right, `${what}: found ${left}, wanted ${right}`);
};
export const sorted = (record: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
