import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { Public } from '../../../auth/index.js';
import { SlackInstaller } from './slack-installer.js';

/** A browser comes here by itself, without a bearer token: passes and Slack's state say who it is. */
@ApiExcludeController()
@Public()
@Controller('slack')
export class OauthController {
  constructor(private readonly installer: SlackInstaller) {}

  @Get('install')
  install(
    @Req() request: Request,
    @Res() response: Response,
    @Query('pass', { schema: z.string().max(2_000).default('') }) pass: string,
  ) {
    return this.installer.begin(request, response, pass);
  }

  @Get('oauth_redirect')
  redirect(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.installer.finish(request, response);
  }
}
