import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { failpoint } from '../../../../platform/failpoints/index.js';
import { JobCatalogue } from '../../../../platform/queue/index.js';
import {
  Canaries,
  InboundSink,
  MARKER_HEADER,
  type ReadMail as Mail,
  type MailClass,
  MailReader,
  type Reading,
  SENTINEL,
  tokenInRaw,
} from '../../../channels/index.js';
import { DeliveryTokens, type TokenFor } from '../../../feedback/index.js';
import { headOf, type StoredMail } from '../domain/stored-mail.js';
import { type NamedAttempt, toInboundMail, unreadableMail } from '../domain/to-inbound-mail.js';
import { InboundMailRepository } from '../sync/inbound-mail.repository.js';
import { AskedLines } from './asked-lines.js';
import { SentMailRepository } from './sent-mail.repository.js';

/** Whose verdicts about senders count: the server that took the mail in for us. */
const TRUST = { authserv: 'mx.google.com', ownDomains: [] };

/** Nothing that these say concerns anybody here, and nothing answers them (EML-4). */
const SILENT: ReadonlySet<MailClass> = new Set(['own', 'list', 'receipt', 'calendar', 'challenge']);
const MACHINES: ReadonlySet<MailClass> = new Set(['auto_reply', 'bounce_hard', 'bounce_soft']);

/**
 * A stored mail is read and handed on. It may run again after a crash: what is handed on is known again by its content, and
 * that the mail is read is written last.
 */
@Injectable()
export class ReadMail implements OnModuleInit, OnApplicationShutdown {
  constructor(
    private readonly catalogue: JobCatalogue,
    private readonly mails: InboundMailRepository,
    private readonly reader: MailReader,
    private readonly tokens: DeliveryTokens,
    private readonly sent: SentMailRepository,
    private readonly asked: AskedLines,
    private readonly sink: InboundSink,
    private readonly canaries: Canaries,
  ) {}

  onModuleInit(): void {
    this.catalogue.register('read-mail', ({ mailId }) => this.execute(mailId));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.reader.close();
  }

  async execute(mailId: string): Promise<void> {
    const mail = await this.mails.unread(mailId);
    if (mail) await this.mails.close(mailId, await this.take(mail));
  }

  /** @returns what it was found to be */
  private async take(stored: StoredMail): Promise<string> {
    const mail = await this.read(stored, []);
    if ('unreadable' in mail) return this.unreadable(stored, mail.unreadable);
    const { kind, reason } = mail.classification;
    if (kind === 'own') await this.canaries.heard(headOf(stored.raw));
    if (SILENT.has(kind)) return `ignored: ${reason}`;
    const named = mail.token ? await this.tokens.find('REPLY', mail.token) : null;
    const attempt = named ? { id: named.attemptId, address: named.address } : await this.byHeaders(mail);
    const again = kind === 'reply' && named ? await this.readAgain(stored, mail, named) : mail;
    failpoint('mail-read.before-receive');
    await this.sink.receive(
      'EMAIL',
      toInboundMail(stored, again, { attempt, badToken: mail.token !== null && !named }),
    );
    failpoint('mail-read.after-receive');
    return `${kind}: ${reason}`;
  }

  /** Kept, and whose question it may be about hears of it. */
  private async unreadable(stored: StoredMail, why: string): Promise<string> {
    const token = tokenInRaw(stored.raw, stored.mailbox);
    const named = token ? await this.tokens.find('REPLY', token) : null;
    if (named) {
      const attempt = { id: named.attemptId, address: named.address };
      await this.sink.receive('EMAIL', unreadableMail(stored, why, attempt));
    }
    return `unreadable: ${why}`;
  }

  /** What machines send back carries no token, but names what it is about. */
  private async byHeaders({ classification: { kind, bounce }, thread }: Mail): Promise<NamedAttempt | null> {
    if (!MACHINES.has(kind)) return null;
    return this.sent.named(bounce?.messageId ? [bounce.messageId] : [...thread], bounce?.mark ?? null);
  }

  /** Knowing what was asked, what of it came back is told from the answer in any language. */
  private async readAgain(stored: StoredMail, mail: Mail, { requestId }: TokenFor): Promise<Mail> {
    const ownLines = requestId ? await this.asked.of(requestId) : [];
    const again = ownLines.length ? await this.read(stored, ownLines) : mail;
    return 'unreadable' in again ? mail : again;
  }

  private read({ raw, mailbox }: StoredMail, ownLines: readonly string[]): Promise<Reading> {
    const own = { address: mailbox, markerHeader: MARKER_HEADER };
    return this.reader.readMail(raw, { own, trust: TRUST, sentinel: SENTINEL, ownLines });
  }
}
