import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { CookieOptions, Request, Response } from 'express';
import { z } from 'zod';
import { Public } from '../../../auth/index.js';
import { type ResultPage, type ResultWords, sendResultPage, toIntegrations } from '../../result-page.js';
import { connectWords, NO_PASS } from './connect-words.js';
import { GOOGLE_CONNECT, type GoogleConnectSettings } from './google-connect-settings.js';
import { MailboxConnector, TICKET_LIFE_MS } from './mailbox-connector.js';

const COOKIE = 'parley_google';

const given = (most: number) => z.string().max(most).default('');
/** As Google sends the browser back; it adds more. */
const returnedSchema = z.object({ state: given(200), code: given(2_000), error: given(500) });

/** A browser comes here by itself, without a bearer token: passes, the ticket and Google's state say who it is. */
@ApiExcludeController()
@Public()
@Controller('google')
export class GoogleConnectController {
  constructor(
    private readonly connector: MailboxConnector,
    @Inject(GOOGLE_CONNECT) private readonly settings: GoogleConnectSettings,
  ) {}

  @Get('connect')
  async connect(@Res() response: Response, @Query('pass', { schema: given(2_000) }) pass: string): Promise<void> {
    const begun = await this.connector.begin(pass);
    if (!begun) return sendResultPage(response, 403, this.page(NO_PASS));
    response.cookie(COOKIE, begun.ticket, { ...this.cookie, maxAge: TICKET_LIFE_MS });
    response.set('Cache-Control', 'no-store').redirect(302, begun.url);
  }

  @Get('oauth_redirect')
  async redirect(
    @Req() request: Request,
    @Res() response: Response,
    @Query({ schema: returnedSchema }) returned: z.infer<typeof returnedSchema>,
  ): Promise<void> {
    const kept = (request.cookies as Record<string, unknown>)[COOKIE];
    const connected = await this.connector.finish({ ...returned, ticket: typeof kept === 'string' ? kept : '' });
    if (connected.kind !== 'stale') response.clearCookie(COOKIE, this.cookie);
    const isFine = connected.kind === 'connected' || connected.kind === 'cancelled';
    sendResultPage(response, isFine ? 200 : 400, this.page(connectWords(connected)));
  }

  /** Lax: the way back from Google is a link to follow, and brings it along. */
  private get cookie(): CookieOptions {
    const secure = this.settings.publicUrl.startsWith('https:');
    return { path: '/google', httpOnly: true, sameSite: 'lax', secure };
  }

  private page(words: ResultWords): ResultPage {
    return toIntegrations(this.settings.publicUrl, words);
  }
}
