import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MailSandbox, MailSandboxOptions } from '@parley/sandbox/mail';
import { type GoogleSettings, projectRoot, type StandInsConfig } from '../config/index.js';
import { onPort, portAfter } from './local-port.js';

export interface LocalMail {
  readonly url: string;
  /** As if they had been configured: what follows knows no difference. */
  readonly settings: GoogleSettings;
  /** @param serverUrl where Parley listens */
  connect(serverUrl: string): void;
  close(): Promise<void>;
}

/** Beside pushes, which can be made to fail there. */
const POLL_MS = 10_000;

/**
 * A mail provider in this process, for a machine that is connected to none (SBX-1). It keeps what it had over restarts.
 * @param how where it is reached from, if not only from this machine
 */
export async function startLocalMail(
  config: StandInsConfig,
  how: Pick<MailSandboxOptions, 'reach' | 'refreshToken'> = {},
): Promise<LocalMail> {
  const { startMailSandbox } = await import('@parley/sandbox/mail');
  const folder = join(config.dataDir, 'sandbox', 'mail');
  const pageFolder = join(projectRoot(), 'sandbox', 'mail', 'page', 'dist');
  const { port, sandboxMailPort: asked } = config;
  const wanted = { variable: 'SANDBOX_MAIL_PORT', asked, usual: portAfter(port, 2) };
  const mail = await onPort(wanted, (at) => startMailSandbox({ ...how, port: at, folder, pageFolder }));
  return toLocalMail(mail, how.refreshToken ?? (await permission(mail, folder)), config.publicUrl);
}

/** The one of last time, as long as it counts: else each start would connect the mailbox anew. */
async function permission(mail: MailSandbox, folder: string): Promise<string> {
  const file = join(folder, 'permission.txt');
  const kept = await readFile(file, 'utf8').catch(() => '');
  if (kept && (await counts(mail, kept))) return kept;
  const { refreshToken } = mail.grant();
  await mkdir(folder, { recursive: true });
  await writeFile(file, refreshToken, { mode: 0o600 });
  return refreshToken;
}

async function counts({ app, endpoints }: MailSandbox, refreshToken: string): Promise<boolean> {
  const { clientId: client_id, clientSecret: client_secret } = app;
  const form = { client_id, client_secret, refresh_token: refreshToken, grant_type: 'refresh_token' };
  const { ok } = await fetch(endpoints.oauth2TokenUrl, { method: 'POST', body: new URLSearchParams(form) });
  return ok;
}

const toLocalMail = (mail: MailSandbox, refreshToken: string, publicUrl: string): LocalMail => ({
  url: mail.url,
  settings: {
    ...{ clientId: mail.app.clientId, clientSecret: mail.app.clientSecret, refreshToken },
    apiUrl: mail.url,
    push: { ...mail.push, subscription: undefined },
    pollMs: POLL_MS,
  },
  connect: (serverUrl) => mail.connectPush({ url: `${serverUrl}/google/push`, audience: `${publicUrl}/google/push` }),
  close: () => mail.close(),
});
