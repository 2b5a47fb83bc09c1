import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type MailFault, type MailSandbox, startMailSandbox } from '@parley/sandbox/mail';
import { GmailClients } from '../../src/modules/channels/email/gmail/gmail-clients.js';
import type { GmailMailbox } from '../../src/modules/channels/email/gmail/gmail-mailboxes.js';
import { EmailChannelAdapter, MARKER_HEADER } from '../../src/modules/channels/email/index.js';
import type { MailReader } from '../../src/modules/channels/email/reading/index.js';
import type { ChannelAddress, ConversationReference } from '../../src/modules/channels/index.js';
import { PARLEY } from '../support/email/addresses.js';
import { sourceReader } from '../support/email/source-reader.js';
import type { AdapterFixture, Mischief } from './adapter-fixture.js';
import { brokenMails } from './email-payloads.js';
import { toInboundMail } from './email-reading.js';
import { type OpenMail, openMail, toSent } from './mail-parts.js';

const FAULTS: Readonly<Record<Mischief, MailFault>> = {
  rate_limited: { kind: 'rate_limited', retryAfter: 2 },
  transient: { kind: 'api_error', status: 409, reason: 'aborted' },
  unauthorized: { kind: 'api_error', status: 403, reason: 'insufficientPermissions' },
  not_found: { kind: 'api_error', status: 400, reason: 'invalidArgument', message: 'Invalid To header' },
  rejected: { kind: 'daily_limit' },
  lost_accepted: { kind: 'cut', when: 'after' },
  lost_dropped: { kind: 'cut', when: 'before' },
  garbage: { kind: 'html' },
  hang: { kind: 'slow', ms: 50 },
};

const MIRA = 'mira@acme.example';

/** A local Gmail with a reader of what arrives; many fixtures share one. */
export interface EmailBench {
  sandbox: MailSandbox;
  reader: MailReader;
  fixture(): Promise<AdapterFixture & { adapter: EmailChannelAdapter }>;
  close(): Promise<void>;
}

export const mailboxOf = (sandbox: MailSandbox, address = PARLEY): GmailMailbox => ({
  ...{ integrationId: randomUUID(), address },
  refreshToken: sandbox.grant(address).refreshToken,
});

export const adapterFor = (sandbox: MailSandbox, connected: readonly GmailMailbox[]): EmailChannelAdapter =>
  new EmailChannelAdapter({
    mailboxes: {
      named: async (address) => connected.find((mailbox) => mailbox.address === address) ?? null,
      withId: async (id) => connected.find(({ integrationId }) => integrationId === id) ?? null,
      all: async () => [...connected],
    },
    clients: new GmailClients({ ...sandbox.app, apiUrl: sandbox.url }),
    publicUrl: 'http://parley.test',
  });

export const addressOf = (address = MIRA): ChannelAddress => ({
  ...{ id: randomUUID(), userId: randomUUID(), type: 'EMAIL', address, integrationId: null },
});

/** What somebody has of us, oldest first. */
export const mailsOf = (sandbox: MailSandbox, address = MIRA): (OpenMail & { id: string; threadId: string })[] =>
  (sandbox.state.mailbox(address)?.messages ?? []).flatMap(({ id, threadId, raw }) => {
    const mail = openMail(raw);
    return mail.headers.has(MARKER_HEADER) ? [{ ...mail, id, threadId }] : [];
  });

export const startEmailBench = async (): Promise<EmailBench> => {
  const sandbox = await startMailSandbox();
  const reader = sourceReader();
  const mailbox = mailboxOf(sandbox);
  return {
    sandbox,
    reader,
    fixture: () => emailFixture(sandbox, reader, adapterFor(sandbox, [mailbox])),
    close: async () => {
      await reader.close();
      await sandbox.close();
    },
  };
};

const raw = (lines: readonly string[], body: string): string =>
  Buffer.from([...lines, 'MIME-Version: 1.0', '', body, ''].join('\r\n')).toString('latin1');

/** The answer of a program, in answer to a mail. */
const away = ({ headers }: OpenMail): string =>
  raw(
    [
      ...[`From: Mira Okafor <${MIRA}>`, `To: ${headers.get('reply-to')}`, 'Subject: Out of office'],
      ...[`Message-ID: <${randomUUID()}@acme.example>`, `Date: ${new Date().toUTCString()}`],
      ...[`In-Reply-To: ${headers.get('message-id')}`, 'Auto-Submitted: auto-replied'],
    ],
    'I am away until Monday.',
  );

/** A delivery report (RFC 3464). */
const returned = ({ headers }: OpenMail, reason: string): string =>
  raw(
    [
      ...['From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>', `To: ${PARLEY}`, 'Subject: Undeliverable'],
      `Content-Type: multipart/report; report-type=delivery-status; boundary="b"`,
    ],
    [
      ...['--b', 'Content-Type: text/plain', '', 'It was not delivered.', ''],
      ...['--b', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; acme.example', ''],
      ...[
        `Final-Recipient: rfc822; ${MIRA}`,
        'Action: failed',
        'Status: 5.2.2',
        `Diagnostic-Code: smtp; ${reason}`,
        '',
      ],
      ...['--b', 'Content-Type: text/rfc822-headers', '', `Message-ID: ${headers.get('message-id')}`, '', '--b--'],
    ].join('\r\n'),
  );

const emailFixture = async (sandbox: MailSandbox, reader: MailReader, adapter: EmailChannelAdapter) => {
  const mira = sandbox.person(MIRA);
  sandbox.faults.clear();
  const mails = () => mailsOf(sandbox);
  const mail = (key: string) => {
    const found = mails().find(({ headers }) => headers.get(MARKER_HEADER) === key);
    if (!found) throw new Error('Nothing arrived under this key.');
    return found;
  };
  const sent = (one: ReturnType<typeof mail>) => toSent(one, one.threadId);
  const at = ({ messageId }: ConversationReference) =>
    mails().find(({ headers }) => headers.get('message-id') === messageId);
  const arriving = async (act: () => unknown) => {
    const known = new Set(sandbox.state.mailbox(PARLEY)?.messages.map(({ id }) => id));
    await act();
    await sandbox.settled();
    const came = sandbox.state.mailbox(PARLEY)?.messages.findLast(({ id }) => !known.has(id));
    if (!came) throw new Error('Nothing came.');
    return toInboundMail(sandbox, reader, came);
  };
  return {
    adapter,
    address: addressOf(),
    tellsBy: 'key' as const,
    stranger: { writes: 'eve@elsewhere.example', address: 'eve@elsewhere.example' },
    whereabouts: null,
    taken: (key: string) =>
      mails()
        .filter(({ headers }) => headers.get(MARKER_HEADER) === key)
        .map(sent),
    shown: (receipt: ConversationReference) => {
      const found = at(receipt);
      return found && sent(found);
    },
    thread: (receipt: ConversationReference) => {
      const thread = at(receipt)?.threadId;
      return mails()
        .filter(({ threadId }) => threadId === thread)
        .map(sent);
    },
    count: () => mails().length,
    calls: () =>
      sandbox.ledger.entries().filter((entry) => entry.kind === 'call' && entry.method === 'messages.send').length,
    misbehave: (mischief: Mischief) =>
      sandbox.faults.add({ fault: FAULTS[mischief], times: 1, match: { method: 'messages.send' } }),
    loseThread: () =>
      sandbox.faults.add({
        fault: { kind: 'api_error', status: 404, reason: 'notFound' },
        times: 1,
        match: { method: 'threads.get' },
      }),
    hideLookups: () =>
      sandbox.faults.add({
        fault: { kind: 'http_status', status: 503 },
        times: 1,
        match: { method: 'messages.list' },
      }),
    raw: {
      reply: async (key: string, text: string, from?: string) => {
        const { id, headers } = mail(key);
        // Two mails of one second in the same words are one mail that came twice (F56).
        await sleep(1_000 - (Date.now() % 1_000));
        return arriving(() =>
          from ? sandbox.person(from).write(headers.get('reply-to') ?? '', 'Hello', text) : mira.reply(id, text),
        );
      },
      click: null,
      elsewhere: null,
      autoReply: (key: string) => arriving(() => mira.sendRaw(away(mail(key)))),
      bounce: (key: string, reason: string) =>
        arriving(() =>
          mira.forged({ from: 'mailer-daemon@googlemail.com', to: PARLEY, text: '', raw: returned(mail(key), reason) }),
        ),
      broken: brokenMails,
    },
  };
};
