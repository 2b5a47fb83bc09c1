import { Body, Controller, Headers, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { Public } from '../../../auth/index.js';
import { PUSH_PATH } from './push-sender.js';
import { type PushOutcome, TakePush } from './take-push.use-case.js';

const STATUSES: Readonly<Record<PushOutcome, number>> = {
  taken: 204,
  'not google': 401,
  'not ours': 403,
  // So that it comes again.
  away: 503,
};

/** Where Google pushes. Nobody is told why they are refused. */
@ApiExcludeController()
@Public()
@Controller()
export class PushController {
  constructor(private readonly takePush: TakePush) {}

  @Post(PUSH_PATH)
  async take(
    @Body() body: unknown,
    @Headers('authorization') authorization: string | undefined,
    @Res() response: Response,
  ): Promise<void> {
    const outcome = await this.takePush.execute(authorization, body);
    response.status(STATUSES[outcome]).setHeader('Cache-Control', 'no-store').end();
  }
}
