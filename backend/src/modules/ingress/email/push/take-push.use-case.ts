import { Inject, Injectable, Logger } from '@nestjs/common';
import { failpoint } from '../../../../platform/failpoints/index.js';
import { JobDispatcher } from '../../../../platform/queue/index.js';
import { EMAIL_INGRESS, type EmailIngressSettings } from '../email-settings.js';
import { MailboxSyncRepository } from '../sync/mailbox-sync.repository.js';
import { type PushSender, PushSenders } from './push-sender.js';
import { readPush } from './read-push.js';

/** `taken`: it need not come again, also when it is about nothing of ours and would be no better another time. */
export type PushOutcome = 'taken' | Exclude<PushSender, 'ours'>;

/** Google tells that something is new. It is only a hint: what there is, Gmail itself is asked. */
@Injectable()
export class TakePush {
  private readonly log = new Logger('Gmail');

  constructor(
    private readonly senders: PushSenders,
    private readonly syncs: MailboxSyncRepository,
    private readonly dispatcher: JobDispatcher,
    @Inject(EMAIL_INGRESS) private readonly settings: EmailIngressSettings,
  ) {}

  /** It is kept before it is acknowledged: the row of the mailbox says that it is due. */
  async execute(authorization: string | undefined, body: unknown): Promise<PushOutcome> {
    const sender = await this.senders.of(authorization);
    if (sender !== 'ours') return sender;
    const push = readPush(body);
    const only = this.settings.google.push?.subscription;
    const isOther = push && only && push.subscription !== only;
    if (!push || isOther) this.log.warn('Google pushed what is none of ours: does another subscription come here?');
    if (isOther) return 'not ours';
    const integrationId = push && (await this.syncs.markDue(push.mailbox));
    if (!integrationId) return 'taken';
    failpoint('mail-push.after-mark');
    this.dispatcher.kick('sync-mailbox', { integrationId });
    return 'taken';
  }
}
