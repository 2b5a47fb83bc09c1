import { type BeforeApplicationShutdown, Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { JobCatalogue, JobDispatcher, Sweeper } from '../../../../platform/queue/index.js';
import { CheckIntegration, GmailClients, type GmailFailure, GmailMailboxes } from '../../../channels/index.js';
import { EMAIL_INGRESS, type EmailIngressSettings } from '../email-settings.js';
import { CollectMail } from './collect-mail.js';
import { GmailFailed, GmailInbox } from './gmail-inbox.js';
import { LEASE_MS, MailboxSyncRepository, type Round, type RoundEnd } from './mailbox-sync.repository.js';
import { OrderPushes } from './order-pushes.js';

const BATCH = 20;
/** What is told of and not there yet. */
const LATE_AGAIN_MS = 1_000;
/** By then it is known what another process connected. */
const CLOSED_AGAIN_MS = 5_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

/** Somebody else took the mailbox over, or the process ends. */
class NotOurs extends Error {}

/**
 * One look into a mailbox at a time (F47), for whoever is first. A mailbox says itself when it is due: by the clock, by a push,
 * or because whoever was at it died.
 */
@Injectable()
export class SyncMailbox implements OnModuleInit, BeforeApplicationShutdown {
  private readonly log = new Logger('Gmail');
  /** In a row, by mailbox. */
  private readonly failures = new Map<string, number>();
  private readonly underWay = new Set<Promise<void>>();
  private stopping = false;

  constructor(
    private readonly catalogue: JobCatalogue,
    private readonly sweeper: Sweeper,
    private readonly dispatcher: JobDispatcher,
    private readonly syncs: MailboxSyncRepository,
    private readonly collect: CollectMail,
    private readonly pushes: OrderPushes,
    private readonly mailboxes: GmailMailboxes,
    private readonly clients: GmailClients,
    private readonly integrations: CheckIntegration,
    @Inject(EMAIL_INGRESS) private readonly settings: EmailIngressSettings,
  ) {}

  onModuleInit(): void {
    this.catalogue.register('sync-mailbox', ({ integrationId }) => this.execute(integrationId));
    this.sweeper.register('mailboxes', async () => {
      const due = await this.syncs.due(BATCH);
      for (const integrationId of due) this.dispatcher.kick('sync-mailbox', { integrationId });
      return due.length;
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    await Promise.allSettled(this.underWay);
  }

  async execute(integrationId: string): Promise<void> {
    const rounds = this.rounds(integrationId);
    this.underWay.add(rounds);
    await rounds.finally(() => this.underWay.delete(rounds));
  }

  /** What was pushed while a round went on is looked for at once. */
  private async rounds(integrationId: string): Promise<void> {
    for (let again = true; again && !this.stopping; ) {
      const round = await this.syncs.begin(integrationId, this.settings.google.pollMs);
      again = round !== null && (await this.syncs.end(round, await this.look(round)));
    }
  }

  private async look(round: Round): Promise<RoundEnd> {
    let ours = true;
    const hold = async () => {
      ours = await this.syncs.hold(round).catch(() => true);
    };
    const holding = setInterval(() => void hold(), LEASE_MS / 3);
    const goOn = () => {
      if (!ours || this.stopping) throw new NotOurs();
    };
    try {
      return await this.lookInto(round, goOn);
    } catch (error) {
      return this.failed(round, error);
    } finally {
      clearInterval(holding);
    }
  }

  private async lookInto(round: Round, goOn: () => void): Promise<RoundEnd> {
    const { pollMs } = this.settings.google;
    const mailbox = await this.mailboxes.withId(round.integrationId);
    if (!mailbox) return this.closed(round);
    const inbox = new GmailInbox(this.clients.for(mailbox));
    const { late, problem } = await this.collect.execute(round, inbox, goOn);
    const noPushes = await this.pushes.execute(round, inbox);
    this.failures.delete(round.integrationId);
    return { problem: problem ?? noPushes, nextInMs: late ? LATE_AGAIN_MS : pollMs, failed: false };
  }

  /** Its token does not open, and then it must be connected again; or it was connected only just, elsewhere. */
  private closed({ integrationId }: Round): RoundEnd {
    this.integrations.doubt(integrationId);
    return { problem: 'Its token could not be opened, so it was not read.', nextInMs: CLOSED_AGAIN_MS, failed: true };
  }

  /** The database's own trouble is for whoever looks next. */
  private failed({ integrationId }: Round, error: unknown): RoundEnd {
    if (error instanceof NotOurs) return { problem: null, nextInMs: 0, failed: true };
    const failure = error instanceof GmailFailed ? error.failure : null;
    if (failure?.kind === 'unauthorized') this.integrations.doubt(integrationId);
    const count = (this.failures.get(integrationId) ?? 0) + 1;
    this.failures.set(integrationId, count);
    const problem = failure?.message ?? `It could not be read: ${String(error).slice(0, 300)}`;
    this.log.warn(`mailbox ${integrationId}: ${problem}`);
    return { problem, nextInMs: pauseMs(failure, count), failed: true };
  }
}

/** Longer each time, never the same for two mailboxes, and never shorter than Google asked for (F38). */
const pauseMs = (failure: GmailFailure | null, failures: number): number => {
  const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1)) * (0.5 + Math.random() / 2);
  return Math.max(pause, failure?.retryAfterMs ?? 0);
};
