import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { OneTimePasses, randomToken, sha256 } from '../../../../platform/crypto/index.js';
import { CONNECT_PASS, ConnectGmail, connectPassSchema, GmailConsent } from '../../../channels/index.js';

/** From Google's page back to us. */
export const TICKET_LIFE_MS = 600_000;
const TICKET = 'gmail-connect-ticket';
const ticketSchema = z.object({
  ...connectPassSchema.shape,
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
});

/** How it ended. `why`: sentences for the administrator. */
export type Connected =
  | { kind: 'connected'; address: string }
  | { kind: 'cancelled' }
  | { kind: 'refused'; why: string }
  | { kind: 'stale' };

export interface Returned {
  state: string;
  code: string;
  error: string;
  /** What the browser has kept; empty: it is another one. */
  ticket: string;
}

/**
 * Connects a mailbox. It begins with an administrator's pass; what comes back counts once, and only in the browser where it
 * began: that one has a sealed ticket, in which are the state, PKCE's verifier, the nonce and who it was (T14).
 */
@Injectable()
export class MailboxConnector {
  constructor(
    private readonly passes: OneTimePasses,
    private readonly consent: GmailConsent,
    private readonly connect: ConnectGmail,
  ) {}

  /** Undefined: the pass is none, or was used. */
  async begin(pass: string): Promise<{ url: string; ticket: string } | undefined> {
    const begun = connectPassSchema.safeParse(await this.passes.use(CONNECT_PASS, pass));
    if (!begun.success) return undefined;
    const [state, nonce] = [randomToken(), randomToken()];
    const { url, verifier } = await this.consent.ask(state, nonce, begun.data.again);
    const content: z.infer<typeof ticketSchema> = { ...begun.data, state, nonce, verifier };
    return { url, ticket: this.passes.issue(TICKET, content, TICKET_LIFE_MS) };
  }

  async finish({ state, code, error, ticket }: Returned): Promise<Connected> {
    const begun = await this.begun(ticket, state);
    if (!begun) return { kind: 'stale' };
    if (error === 'access_denied') return { kind: 'cancelled' };
    if (error || !code) return { kind: 'refused', why: `Google says: ${error.slice(0, 100) || 'nothing'}.` };
    const consent = await this.consent.redeem(code, begun.verifier, begun.nonce);
    if (consent.kind === 'refused') return consent;
    const { permission, refreshToken, sub } = consent;
    if (begun.again && begun.again !== permission.address)
      return { kind: 'refused', why: otherMailbox(permission.address, begun.again) };
    const outcome = await this.connect.execute({ ...permission, refreshToken, sub, connectedBy: begun.admin });
    if (outcome === 'other_account') return { kind: 'refused', why: otherAccount(permission.address) };
    return { kind: 'connected', address: permission.address };
  }

  /** A state that is not that of the ticket uses up nothing: somebody else may have sent it. */
  private async begun(ticket: string, state: string): Promise<z.infer<typeof ticketSchema> | undefined> {
    const read = ticketSchema.safeParse(this.passes.read(TICKET, ticket));
    if (!read.success || !timingSafeEqual(sha256(read.data.state), sha256(state))) return undefined;
    return (await this.passes.use(TICKET, ticket)) === undefined ? undefined : read.data;
  }
}

const otherMailbox = (chosen: string, wanted: string): string =>
  `You chose ${chosen} at Google, and ${wanted} was to be connected again. Begin again and choose that one.`;
const otherAccount = (address: string): string =>
  `${address} belongs to another Google account than before. If that is as it should be, disconnect it in Parley first, then connect it.`;
