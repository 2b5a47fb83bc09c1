import { Injectable } from '@nestjs/common';
import type { App, SlackViewAction, ViewSubmitAction } from '@slack/bolt';
import { errorBlocks, InboundSink, readSubmission } from '../../../channels/index.js';
import { CheckForm } from '../check-form.js';

/** Forms that were filled in: what is wrong stands beside its field at once, what is right is kept, and then closed. */
@Injectable()
export class FormsListener {
  constructor(
    private readonly sink: InboundSink,
    private readonly forms: CheckForm,
  ) {}

  listen(app: App): void {
    app.view<SlackViewAction>({ type: 'view_submission', callback_id: /^parley\./ }, async ({ ack, body }) => {
      const errors = await this.errorsOf(body as ViewSubmitAction);
      if (errors) return ack({ response_action: 'errors', errors });
      await this.sink.receive('SLACK', body);
      await ack({ response_action: 'clear' });
    });
  }

  /** By block_id; null: it can be taken, whatever then becomes of it. */
  private async errorsOf(body: ViewSubmitAction): Promise<Record<string, string> | null> {
    const read = readSubmission(body);
    if ('errors' in read) return read.errors;
    const problems = await this.forms.execute(read.requestId, read.answer);
    if (problems.length === 0) return null;
    const errors = errorBlocks(problems, body);
    // Without a field to put them at, its sender is told in the thread.
    return Object.keys(errors).length > 0 ? errors : null;
  }
}
