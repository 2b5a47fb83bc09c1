import { Inject, Injectable } from '@nestjs/common';
import type { ConnectStart } from '@parley/contracts';
import type { CookieOptions } from 'express';
import { z } from 'zod';
import { DomainError } from '../../../../kernel/index.js';
import { OneTimePasses } from '../../../../platform/crypto/index.js';
import { ConfirmAdmin, type Principal } from '../../../auth/index.js';
import { DASHBOARD_PATH, DASHBOARD_SETTINGS, type DashboardSettings } from './dashboard-settings.js';

/** From the click of an administrator to the dashboard. */
const WAY_PASS = 'queue-dashboard-way';
const WAY_LIFE_MS = 60_000;
/** Kept in the cookie. */
const STAY_PASS = 'queue-dashboard-stay';
const STAY_LIFE_MS = 60 * 60_000;

const holderSchema = z.object({ userId: z.string(), loginId: z.string() });
type Holder = z.infer<typeof holderSchema>;

/**
 * Who may open the queue dashboard. A browser brings no bearer token along to it, so an administrator brings a pass there, once,
 * and a cookie stands for their login after that: it ends with the login, and with the role.
 */
@Injectable()
export class DashboardAccess {
  readonly cookie: CookieOptions;

  constructor(
    private readonly passes: OneTimePasses,
    private readonly confirmAdmin: ConfirmAdmin,
    @Inject(DASHBOARD_SETTINGS) private readonly settings: DashboardSettings,
  ) {
    const secure = settings.publicUrl.startsWith('https:');
    this.cookie = { path: DASHBOARD_PATH, httpOnly: true, sameSite: 'strict', secure, maxAge: STAY_LIFE_MS };
  }

  /** @throws DomainError forbidden: a program has no browser */
  async start({ userId, loginId }: Principal): Promise<ConnectStart> {
    if (!(await this.confirmAdmin.execute(userId, loginId)))
      throw new DomainError('forbidden', 'Sign in to the web app to open the queue dashboard.');
    const pass = this.passes.issue(WAY_PASS, { userId, loginId } satisfies Holder, WAY_LIFE_MS);
    return { url: `${this.settings.publicUrl}${DASHBOARD_PATH}/open?pass=${pass}` };
  }

  /** @returns what the cookie holds from now on; null: the pass is none, or was used */
  async enter(pass: string): Promise<string | null> {
    const holder = await this.stillAdmin(await this.passes.use(WAY_PASS, pass));
    return holder && this.passes.issue(STAY_PASS, holder, STAY_LIFE_MS);
  }

  async mayStay(cookie: string): Promise<boolean> {
    return (await this.stillAdmin(this.passes.read(STAY_PASS, cookie))) !== null;
  }

  private async stillAdmin(content: unknown): Promise<Holder | null> {
    const holder = holderSchema.safeParse(content);
    if (!holder.success) return null;
    const { userId, loginId } = holder.data;
    return (await this.confirmAdmin.execute(userId, loginId)) ? holder.data : null;
  }
}
