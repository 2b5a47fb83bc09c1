import { Injectable } from '@nestjs/common';
import type { App } from '@slack/bolt';
import { InboundSink } from '../../../channels/index.js';

/** What people write where the app reads along. Its adapter says what of it is meant for us. */
@Injectable()
export class MessagesListener {
  constructor(private readonly sink: InboundSink) {}

  listen(app: App): void {
    app.event('message', ({ body }) => this.sink.receive('SLACK', body));
    app.event('app_mention', ({ body }) => this.sink.receive('SLACK', body));
  }
}
