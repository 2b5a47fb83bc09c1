import { Injectable, Logger } from '@nestjs/common';
import type { App, BlockAction, RespondFn } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { type Control, InboundSink, parseControl } from '../../../channels/index.js';
import { OpenModal } from '../open-modal.js';

const OLD_CONTROL = 'This control is of an older Parley. Open the question in the web app.';

/** Buttons and menus in our messages: what answers is kept before it is acknowledged, what opens a form opens it. */
@Injectable()
export class ClicksListener {
  private readonly log = new Logger('Slack');

  constructor(
    private readonly sink: InboundSink,
    private readonly modals: OpenModal,
  ) {}

  listen(app: App): void {
    app.action<BlockAction>({ type: 'block_actions' }, async ({ ack, body, client, respond }) => {
      const control = this.read(body);
      // The rewritten card is the confirmation; who may not answer is told in the thread.
      if (control?.kind === 'answer') await this.sink.receive('SLACK', body);
      await ack();
      if (!control) await this.whisper(respond, OLD_CONTROL);
      if (control?.kind === 'open') await this.open(body, control, client, respond);
    });
  }

  private read(body: BlockAction): Control | null {
    try {
      return parseControl(body);
    } catch (error) {
      this.log.warn(`a click that cannot be read: ${String(error).slice(0, 300)}`);
      return null;
    }
  }

  private async open(
    body: BlockAction,
    control: Extract<Control, { kind: 'open' }>,
    client: WebClient,
    respond: RespondFn,
  ): Promise<void> {
    const opened = await this.modals.prepare(body, control);
    if ('refusal' in opened)
      return this.whisper(respond, opened.refusal, body.message?.thread_ts ?? body.container?.thread_ts);
    try {
      await client.views.open({ trigger_id: body.trigger_id, view: opened.view });
    } catch (error) {
      this.log.warn(`a form was not opened: ${String(error)}`);
      await this.whisper(respond, 'The form could not be opened in time. Press the button once more.');
    }
  }

  /** For the eyes of who clicked only, and beside the card: it stays as it is for everybody else. */
  private async whisper(respond: RespondFn, text: string, threadTs?: string): Promise<void> {
    await respond({
      response_type: 'ephemeral',
      replace_original: false,
      text,
      ...(threadTs && { thread_ts: threadTs }),
    });
  }
}
