import { Body, Controller, Headers, Inject, Logger, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { failpoint } from '../../../../platform/failpoints/index.js';
import { JobDispatcher } from '../../../../platform/queue/index.js';
import { Public } from '../../../auth/index.js';
import { EMAIL_INGRESS, type EmailIngressSettings } from '../email-settings.js';
import { MailboxSyncRepository } from '../sync/mailbox-sync.repository.js';
import { PUSH_PATH, type PushSender, PushSenders } from './push-sender.js';
import { readPush } from './read-push.js';

const REFUSALS: Readonly<Record<Exclude<PushSender, 'ours'>, number>> = {
  'not google': 401,
  'not ours': 403,
  // So that it comes again.
  away: 503,
};

/** Where Google tells that something is new. It is only a hint: what is there, Gmail itself is asked. */
@ApiExcludeController()
@Public()
@Controller()
export class PushController {
  private readonly log = new Logger('Gmail');

  constructor(
    private readonly senders: PushSenders,
    private readonly syncs: MailboxSyncRepository,
    private readonly dispatcher: JobDispatcher,
    @Inject(EMAIL_INGRESS) private readonly settings: EmailIngressSettings,
  ) {}

  @Post(PUSH_PATH)
  async take(
    @Body() body: unknown,
    @Headers('authorization') authorization: string | undefined,
    @Res() response: Response,
  ): Promise<void> {
    const sender = await this.senders.of(authorization);
    const status = sender === 'ours' ? await this.mark(body) : REFUSALS[sender];
    response.status(status).setHeader('Cache-Control', 'no-store').end();
  }

  /** Kept before it is acknowledged: the row says that the mailbox is due. What would be no better another time is acknowledged too. */
  private async mark(body: unknown): Promise<number> {
    const push = readPush(body);
    const only = this.settings.google.push?.subscription;
    if (!push || (only && push.subscription !== only)) {
      this.log.warn('a push of Google is none of ours: is another subscription set up to come here?');
      return push ? REFUSALS['not ours'] : 204;
    }
    const integrationId = await this.syncs.markDue(push.mailbox);
    if (!integrationId) return 204;
    failpoint('mail-push.after-mark');
    this.dispatcher.kick('sync-mailbox', { integrationId });
    return 204;
  }
}
