import { gmail, type gmail_v1 } from '@googleapis/gmail';
import { OAuth2Client } from 'google-auth-library';
import MailComposer from 'nodemailer/lib/mail-composer';
import type Mail from 'nodemailer/lib/mailer';
import { startMailSandbox } from '../index.js';
import type { MailGrant, MailSandbox, MailSandboxOptions } from '../types.js';

export const PARLEY = 'parley@acme.example';

/** Google's own OAuth client, aimed at the sandbox by configuration alone. */
export const oauthFor = (sandbox: MailSandbox, grant?: Partial<MailGrant>): OAuth2Client => {
  const { clientId, clientSecret } = sandbox.app;
  const client = new OAuth2Client({
    ...{ clientId, clientSecret, redirectUri: 'http://localhost:9/back', endpoints: sandbox.endpoints },
    forceRefreshOnFailure: true,
  });
  if (grant)
    client.setCredentials({ refresh_token: grant.refreshToken ?? null, access_token: grant.accessToken ?? null });
  return client;
};

/** Google's own client, that tells failures instead of trying again. */
export const clientFor = (sandbox: MailSandbox, grant: Partial<MailGrant>): gmail_v1.Gmail =>
  gmail({ version: 'v1', auth: oauthFor(sandbox, grant), rootUrl: `${sandbox.url}/`, retry: false });

export const withClient = async (options?: MailSandboxOptions) => {
  const sandbox = await startMailSandbox(options);
  return { sandbox, client: clientFor(sandbox, sandbox.grant()) };
};

export const mime = async (mail: Mail.Options): Promise<Buffer> => {
  const node = new MailComposer({ from: `Parley <${PARLEY}>`, ...mail }).compile();
  (node as { keepBcc?: boolean }).keepBcc = true;
  return node.build();
};

export const rawOf = async (mail: Mail.Options): Promise<string> => (await mime(mail)).toString('base64url');

export const sendMail = async (client: gmail_v1.Gmail, mail: Mail.Options, threadId?: string) => {
  const requestBody = { raw: await rawOf(mail), ...(threadId !== undefined && { threadId }) };
  const { data } = await client.users.messages.send({ userId: 'me', requestBody });
  return { id: data.id ?? '', threadId: data.threadId ?? '' };
};

export interface Failure {
  status: number;
  reason: string | undefined;
  code: string | undefined;
  headers: Headers | undefined;
}

/** How a call failed that must fail. */
export const failureOf = async (call: Promise<unknown>): Promise<Failure> => {
  try {
    await call;
  } catch (thrown) {
    const { response, code } = thrown as {
      code?: string;
      response?: { status: number; headers: Headers; data?: { error?: string | { errors?: { reason: string }[] } } };
    };
    const error = response?.data?.error;
    const reason = typeof error === 'string' ? error : error?.errors?.[0]?.reason;
    return { status: response?.status ?? 0, reason, code, headers: response?.headers };
  }
  throw new Error('the call did not fail');
};
