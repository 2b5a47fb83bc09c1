import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { NextFunction, Request, Response } from 'express';
import { isAllowedOrigin } from '../../../../platform/http/index.js';
import { DashboardAccess } from './dashboard-access.js';
import { DASHBOARD_PATH, DASHBOARD_SETTINGS, type DashboardSettings } from './dashboard-settings.js';
import { QueueBoard } from './queue-board.js';

const COOKIE = 'parley_queues';
/** As all pages of Parley, but that these stand below a `<base>` of their own. What they would load from elsewhere stays there. */
const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const isReading = ({ method }: Request) => method === 'GET' || method === 'HEAD';
const text = (value: unknown) => (typeof value === 'string' && value.length <= 2_000 ? value : '');

/** The queue dashboard: for administrators, out of reach of everybody else and of pages elsewhere (T23). */
@Injectable()
export class QueueDashboard implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly access: DashboardAccess,
    private readonly board: QueueBoard,
    @Inject(DASHBOARD_SETTINGS) private readonly settings: DashboardSettings,
  ) {}

  /** Beside the routes of Nest: what bull-board brings is an application of its own. */
  onModuleInit(): void {
    this.host.httpAdapter.use(DASHBOARD_PATH, (request: Request, response: Response, next: NextFunction) => {
      this.serve(request, response, next).catch(next);
    });
  }

  private async serve(request: Request, response: Response, next: NextFunction): Promise<void> {
    response.setHeader('Content-Security-Policy', POLICY);
    response.setHeader('Cache-Control', 'no-store');
    if (request.path === '/open' && request.method === 'GET') return this.open(request, response);
    if (!(await this.access.mayStay(text(request.cookies?.[COOKIE])))) {
      response.clearCookie(COOKIE, { ...this.access.cookie, maxAge: undefined });
      return say(response, 403, 'Open the queue dashboard from Admin → Queues.');
    }
    if (!isReading(request) && !isAllowedOrigin(request.headers.origin, this.settings.allowedOrigins))
      return say(response, 403, 'This page may not change anything here.');
    const handler = await this.board.handler();
    if (!handler)
      return say(response, 503, 'The queue does not answer at the moment. What is due stands in PostgreSQL.');
    handler(request, response, next);
  }

  private async open(request: Request, response: Response): Promise<void> {
    const cookie = await this.access.enter(text(request.query.pass));
    if (!cookie)
      return say(response, 403, 'This link was used already, or is too old. Open it again from Admin → Queues.');
    response.cookie(COOKIE, cookie, this.access.cookie);
    response.redirect(303, `${DASHBOARD_PATH}/`);
  }
}

const say = (response: Response, status: number, words: string): void => {
  response.status(status).type('text/plain').send(words);
};
