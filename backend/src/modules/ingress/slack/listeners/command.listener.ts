import { Injectable } from '@nestjs/common';
import type { App } from '@slack/bolt';
import { AnswerCommand } from '../command/answer-command.use-case.js';

@Injectable()
export class CommandListener {
  constructor(private readonly parley: AnswerCommand) {}

  listen(app: App): void {
    app.command('/parley', async ({ ack, command }) => {
      const { team_id: teamId, user_id: userId, channel_id: channel, text } = command;
      await ack({
        response_type: 'ephemeral',
        text: await this.parley.execute({ teamId, userId, channel, text: text ?? '' }),
      });
    });
  }
}
