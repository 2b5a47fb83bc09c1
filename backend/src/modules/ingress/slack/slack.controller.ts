import { Body, Controller, Headers, HttpCode, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { Public } from '../../auth/index.js';
import { HttpSlackReceiver } from './receivers/http-slack.receiver.js';

/** Where Slack sends what happens. The bodies are raw bytes here (configure-http.ts), because those are signed. */
@ApiExcludeController()
@Public()
@Controller('slack')
export class SlackController {
  constructor(private readonly receiver: HttpSlackReceiver) {}

  @Post(['events', 'interactivity', 'commands'])
  @HttpCode(200)
  async take(
    @Body() body: Buffer | undefined,
    @Headers() headers: Record<string, string | string[] | undefined>,
    @Res() response: Response,
  ): Promise<void> {
    const reply = await this.receiver.handle(Buffer.isBuffer(body) ? body : Buffer.alloc(0), headers);
    response.status(reply.status).setHeader('Cache-Control', 'no-store');
    if (typeof reply.body === 'string') response.type('text/plain').send(reply.body);
    else response.json(reply.body);
  }
}
