import { type DynamicModule, Module } from '@nestjs/common';
import { GoogleConnectController } from './google-connect.controller.js';
import { GOOGLE_CONNECT, type GoogleConnectSettings } from './google-connect-settings.js';
import { MailboxConnector } from './mailbox-connector.js';

/** Where administrators connect mailboxes, if Parley is an app of Google. */
@Module({})
export class GoogleConnectModule {
  static forRoot(settings: GoogleConnectSettings): DynamicModule {
    return {
      module: GoogleConnectModule,
      controllers: [GoogleConnectController],
      providers: [{ provide: GOOGLE_CONNECT, useValue: settings }, MailboxConnector],
    };
  }
}
