import { type DynamicModule, Module, type OnModuleInit } from '@nestjs/common';
import { MailReader } from '../../channels/index.js';
import { FeedbackModule } from '../../feedback/index.js';
import { StrangerGreeters } from '../stranger-greeters.js';
import { EMAIL_INGRESS, type EmailIngressSettings } from './email-settings.js';
import { GreetMailStranger } from './greet-stranger.js';
import { PushController } from './push/push.controller.js';
import { PushSenders } from './push/push-sender.js';
import { TakePush } from './push/take-push.use-case.js';
import { AskedLines } from './reading/asked-lines.js';
import { ReadMail } from './reading/read-mail.use-case.js';
import { SentMailRepository } from './reading/sent-mail.repository.js';
import { CollectMail } from './sync/collect-mail.js';
import { InboundMailRepository } from './sync/inbound-mail.repository.js';
import { MailboxSyncRepository } from './sync/mailbox-sync.repository.js';
import { OrderPushes } from './sync/order-pushes.js';
import { SyncMailbox } from './sync/sync-mailbox.use-case.js';

/** The way in from Gmail, where Parley is an app of Google: it asks what is new or, if configured, is told so too. */
@Module({})
export class EmailIngressModule implements OnModuleInit {
  constructor(
    private readonly greeters: StrangerGreeters,
    private readonly greeting: GreetMailStranger,
  ) {}

  onModuleInit(): void {
    this.greeters.register('EMAIL', this.greeting);
  }

  /** @param reader default: a thread of this process */
  static forRoot(settings: EmailIngressSettings, reader = new MailReader()): DynamicModule {
    return {
      module: EmailIngressModule,
      imports: [FeedbackModule],
      controllers: settings.google.push ? [PushController] : [],
      providers: [
        { provide: EMAIL_INGRESS, useValue: settings },
        { provide: MailReader, useValue: reader },
        AskedLines,
        CollectMail,
        GreetMailStranger,
        InboundMailRepository,
        MailboxSyncRepository,
        OrderPushes,
        PushSenders,
        ReadMail,
        SentMailRepository,
        SyncMailbox,
        TakePush,
      ],
    };
  }
}
