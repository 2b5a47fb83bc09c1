import { Injectable, Logger } from '@nestjs/common';
import { failpoint } from '../../../../platform/failpoints/index.js';
import { Outbox } from '../../../../platform/queue/index.js';
import { Canaries } from '../../../channels/index.js';
import { type Change, cursorAfter, isIncoming, isToOurselves } from '../domain/history.js';
import { headOf } from '../domain/stored-mail.js';
import { GmailFailed, type GmailInbox, HistoryForgotten } from './gmail-inbox.js';
import { InboundMailRepository } from './inbound-mail.repository.js';
import { MailboxSyncRepository, type Round } from './mailbox-sync.repository.js';
import { MissedMails } from './missed-mails.js';

/** So many that failed just now: it is not their fault. Those that have failed for a while are passed over. */
const MOST_FAILURES = 3;
/** History is a hint: what it left out is looked for again now and then, and at the start. */
const LOOK_BACK_MS = 600_000;
const LOOK_BACK_PAGES = 20;
/** Gmail's clock and ours may differ. */
const SKEW_MS = 5 * 60_000;

export interface Collected {
  /** Is something missing that may come in a moment? */
  late: boolean;
  /** What the operator has to know. */
  problem: string | null;
}

/**
 * Brings mail from Gmail into the database. The cursor moves past what is stored, is not for us, or was deleted (EML-2), and past
 * single mails that fail for a minute: these are told of, and tried again with each look back.
 */
@Injectable()
export class CollectMail {
  private readonly log = new Logger('Gmail');
  private readonly missed = new MissedMails();
  /** When each mailbox was looked back into, by `performance.now()`. */
  private readonly lookedBack = new Map<string, number>();

  constructor(
    private readonly syncs: MailboxSyncRepository,
    private readonly mails: InboundMailRepository,
    private readonly outbox: Outbox,
    private readonly canaries: Canaries,
  ) {}

  /**
   * @param goOn throws when the round is not ours any more
   * @throws GmailFailed
   */
  async execute(round: Round, inbox: GmailInbox, goOn: () => void): Promise<Collected> {
    const late = await this.collect(round, inbox, goOn);
    if (!late) this.missed.nothingLate(round.integrationId);
    return { late, problem: this.missed.problem(round.integrationId) };
  }

  private async collect(round: Round, inbox: GmailInbox, goOn: () => void): Promise<boolean> {
    try {
      if (round.historyId === null) throw new HistoryForgotten();
      const late = await this.byHistory(round, round.historyId, inbox, goOn);
      if (this.shouldLookBack(round)) await this.lookBack(round, inbox, goOn);
      return late;
    } catch (error) {
      if (!(error instanceof HistoryForgotten)) throw error;
      await this.anew(round, inbox, goOn);
      return false;
    }
  }

  private async byHistory(round: Round, from: string, inbox: GmailInbox, goOn: () => void): Promise<boolean> {
    let late = false;
    for await (const changes of inbox.changes(from)) {
      await this.hearOurselves(inbox, changes);
      const ids = changes.filter(isIncoming).map(({ gmailId }) => gmailId);
      const { unsettled, failure } = await this.fetchAll(round, inbox, ids, goOn);
      const cursor = late ? null : cursorAfter(changes, unsettled);
      if (cursor) {
        await this.syncs.moveCursor(round, cursor, false);
        failpoint('mail-sync.after-cursor');
      }
      if (failure) throw failure;
      late ||= unsettled.size > 0;
    }
    return late;
  }

  /** A canary: whatever becomes of it holds up no mail. */
  private async hearOurselves(inbox: GmailInbox, changes: readonly Change[]): Promise<void> {
    for (const gmailId of new Set(changes.filter(isToOurselves).map((change) => change.gmailId)))
      try {
        const mail = await inbox.fetch(gmailId);
        if (mail) await this.canaries.heard(headOf(mail.raw));
      } catch (error) {
        this.log.debug(`a mail to ourselves could not be looked at: ${String(error)}`);
      }
  }

  /** From where the history stands before anything is listed: what comes meanwhile is seen twice, not never. */
  private async anew(round: Round, inbox: GmailInbox, goOn: () => void): Promise<void> {
    const historyId = await inbox.historyId();
    await this.lookBack(round, inbox, goOn);
    await this.syncs.moveCursor(round, historyId, true);
    failpoint('mail-sync.after-cursor');
  }

  private shouldLookBack({ integrationId }: Round): boolean {
    const last = this.lookedBack.get(integrationId);
    return last === undefined || performance.now() - last > LOOK_BACK_MS;
  }

  private async lookBack(round: Round, inbox: GmailInbox, goOn: () => void): Promise<void> {
    const ids = this.missed.passedOver(round.integrationId);
    const from = await this.syncs.lookBackFrom(round);
    for await (const page of inbox.since(from, LOOK_BACK_PAGES)) ids.unshift(...page.reverse());
    const { failure } = await this.fetchAll(round, inbox, ids, goOn);
    if (failure) throw failure;
    this.lookedBack.set(round.integrationId, performance.now());
  }

  /** One mail that cannot be had holds up no other. @returns also what is not settled: to be asked for again */
  private async fetchAll(round: Round, inbox: GmailInbox, ids: readonly string[], goOn: () => void) {
    const known = ids.length ? await this.mails.known(round.integrationId, ids) : new Set<string>();
    for (const gmailId of known) this.missed.settle(round.integrationId, gmailId);
    const unsettled = new Set(ids.filter((id) => !known.has(id)));
    let failure: unknown;
    let failures = 0;
    for (const gmailId of [...unsettled]) {
      goOn();
      try {
        if (await this.fetchOne(round, inbox, gmailId)) unsettled.delete(gmailId);
        failures = 0;
      } catch (error) {
        const passed = this.passOver(round, gmailId, error);
        if (passed) unsettled.delete(gmailId);
        else failure = error;
        if (concernsAll(error) || (!passed && ++failures >= MOST_FAILURES)) break;
      }
    }
    if (ids.length > known.size) this.outbox.relaySoon();
    return { unsettled, failure };
  }

  /** @returns is it settled? Else it may come in a moment */
  private async fetchOne({ integrationId, connectedAt }: Round, inbox: GmailInbox, gmailId: string): Promise<boolean> {
    const mail = await inbox.fetch(gmailId);
    failpoint('mail-sync.after-fetch');
    // What is missing for so long was deleted.
    if (!mail && !this.missed.miss(integrationId, gmailId)) return false;
    this.missed.settle(integrationId, gmailId);
    if (!mail) return true;
    // A label that somebody put on an old mail brings it into the history too.
    const isOld = mail.internalDate.getTime() < connectedAt.getTime() - SKEW_MS;
    if (isOld || !isIncoming(mail)) return true;
    await this.mails.store(integrationId, mail);
    failpoint('mail-sync.after-store');
    return true;
  }

  /** One that fails for a while holds up nobody else: whoever looks back tries it again. @returns is it passed over? */
  private passOver({ integrationId }: Round, gmailId: string, error: unknown): boolean {
    if (concernsAll(error) || !this.missed.miss(integrationId, gmailId)) return false;
    const why = error instanceof Error ? error.message : String(error);
    if (this.missed.passOver(integrationId, gmailId, why))
      this.log.warn(`mailbox ${integrationId}: mail ${gmailId} is passed over for now: ${why}`);
    return true;
  }
}

const concernsAll = (error: unknown): boolean =>
  !(error instanceof GmailFailed) || ['unauthorized', 'rate_limited'].includes(error.failure.kind);
