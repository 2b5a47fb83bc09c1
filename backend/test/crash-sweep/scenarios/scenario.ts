import type { ChannelType } from '@parley/contracts';
import type { MailPerson } from '@parley/sandbox/mail';
import type { Recorded, RecorderFaultRule } from '@parley/sandbox/recorder';
import type { MailOptions } from '../case-mail.js';
import type { Outside } from '../files.js';
import type { Person } from '../person.js';
import { hasEnded, type RequestRow, type State } from '../state.js';

/** What a scenario's person sees and does. */
export interface Stage {
  person: Person;
  /** Somebody else with an account here, only where the scenario has a ladder for them. */
  other: Person;
  sessionId: string;
  /** Looks at the database until it finds something. @throws when it does not come */
  until<T>(what: string, find: (state: State) => T | undefined | false): Promise<T>;
  /**
   * The question, once it is asked on this channel: the database says that the channel took it, and outside of the web
   * there is a card on it that can be answered. @throws when that does not come: the question is lost
   */
  asked(channel: ChannelType): Promise<RequestRow>;
  /** What people see on a channel now. */
  cards(channel: Outside): readonly Recorded[];
  /** Address of one of the agents elsewhere. @throws when the scenario has none */
  agentAt(slug: string): string;
  /** The person's mailbox. @throws when the scenario has none */
  mailbox(): MailPerson;
}

/** One rung that a question took, whatever it needed for that: the last status there. */
export interface ExpectedRung {
  channel: ChannelType;
  status: 'ACCEPTED' | 'FAILED' | 'SKIPPED';
  /** Attempts, without those that only a kill made necessary. */
  tries: number;
}

export interface ExpectedRequest {
  status: string;
  /** The answer that was applied. */
  answer: string | null;
  /** What became of further answers: kept, without effect. Left out: there are none. */
  tooLate?: readonly ('SUPERSEDED' | 'LATE')[];
  /** In their order, over all climbs. Left out: the web took it at once. */
  rungs?: readonly ExpectedRung[];
}

/** How one run of a scenario ends, whenever the process was killed. */
export interface ExpectedRun {
  status: 'COMPLETED' | 'FAILED' | 'CANCELLED';
  /** Status by journal key. */
  steps: Record<string, string>;
  /** What each step with an effect did, by journal key. */
  effects: Record<string, string>;
  /** Journal keys that call the model. */
  calls: string[];
  /** By journal key. */
  requests?: Record<string, ExpectedRequest>;
  /** Lines that Parley itself says in the conversation; left out: none. */
  notices?: number;
  /** What became of what arrived from channels, in its order; left out: nothing did. */
  receipts?: readonly string[];
  /** Where each of the agent's messages was brought, in their order; left out: nowhere. */
  carried?: readonly Outside[];
  /** Words of Parley's own to people on their channels; left out: none. */
  words?: number;
  /** Keys whose work is cut off by the scenario itself, so that it need not have begun again. */
  cut?: string[];
}

export interface PersonRung {
  channel: ChannelType;
  /** How long a question waits there for an answer; left out: an hour. */
  waitMs?: number;
}

export interface Scenario {
  name: string;
  /** Left out: its name. */
  agent?: string;
  /** The lease of a run (RUN_LEASE_MS). */
  leaseMs: number;
  /** Only these of `point:hit`, where the rest repeats other scenarios. */
  points?: RegExp;
  /** The person's channels in their order; the session prefers the first. Left out: the web alone. */
  ladder?: readonly PersonRung[];
  /** Of the other person; left out: there is none. */
  otherLadder?: readonly PersonRung[];
  faults?: Partial<Record<Outside, readonly RecorderFaultRule[]>>;
  /** Email is Gmail, and the person has a mailbox. Left out: what is sent there is only recorded. */
  mail?: MailOptions;
  /** There is a repository to work on. */
  repository?: true;
  /** There are agents elsewhere to give work to. */
  agentsElsewhere?: true;
  /** The session begins with what the person does. Left out: it is there. */
  opens?: true;
  runs: ExpectedRun[];
  drive(stage: Stage): Promise<void>;
}

/** As in production. */
export const PRODUCT_LEASE_MS = 3_000;
export const SHORT_LEASE_MS = 1_000;

export const ended = (count: number) => (state: State) => state.runs.length === count && state.runs.every(hasEnded);
export const completed = (...keys: string[]) => Object.fromEntries(keys.map((key) => [key, 'COMPLETED']));

export const accepted = (channel: ChannelType, tries = 1): ExpectedRung => ({ channel, status: 'ACCEPTED', tries });
export const failed = (channel: ChannelType, tries = 1): ExpectedRung => ({ channel, status: 'FAILED', tries });
