import {
  type MailFault,
  type MailPerson,
  type MailSandbox,
  type ReadMail,
  startMailSandbox,
} from '@parley/sandbox/mail';
import type { Recorded } from '@parley/sandbox/recorder';
import { freePort } from '../support/free-port.js';
import type { State } from './state.js';

/** A fault of the mailbox: what, how often, on which calls. */
export interface MailFaultRule {
  fault: MailFault;
  times: number;
  match: Readonly<Record<string, string>>;
}

export interface MailOptions {
  /** Gmail tells what arrives; else it is asked once a second. */
  push?: boolean;
  faults?: readonly MailFaultRule[];
}

/** A mail of somebody else's in Parley's mailbox, and the place in its history where it came. */
interface ArrivedMail {
  gmailId: string;
  historyId: number;
}

/** What the mailboxes themselves have. */
export interface MailEvidence {
  arrived: readonly ArrivedMail[];
  /** What Parley wrote, wherever it went: the Message-IDs by Google's own ledger. */
  sent: readonly string[];
  /** What the person has of Parley: Message-ID and mark. */
  mine: readonly { messageId: string; key: string }[];
}

const PARLEY = 'parley@acme.example';
/** Whose mailbox is the person's. */
export const MEMBER = 'mira@acme.example';

const OURS = ['SENT', 'DRAFT'];
/** So rarely that only a push can have told. */
const SELDOM_S = 60;
/** Of the closing mail of a request. */
const CLOSING = /^closed-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-/;
export const closedBy = (key: string): string | undefined => CLOSING.exec(key)?.[1];

/** Google and everybody's mail for one case: it outlives the kills, and is told to the worker by environment alone. */
export class CaseMail {
  private constructor(
    private readonly mail: MailSandbox,
    private readonly port: number,
    private readonly push: boolean,
  ) {}

  static async start({ push = false, faults = [] }: MailOptions): Promise<CaseMail> {
    const mail = await startMailSandbox();
    const port = push ? await freePort() : 0;
    if (push) {
      const path = `:${port}/google/push`;
      mail.connectPush({ url: `http://127.0.0.1${path}`, audience: `http://localhost${path}` });
    }
    for (const rule of faults) mail.faults.add(rule);
    return new CaseMail(mail, port, push);
  }

  get member(): MailPerson {
    return this.mail.person(MEMBER);
  }

  /** The same for each life: what Google tells again finds the next one where the last one was. */
  environment(): Record<string, string> {
    const { mail, push, port } = this;
    return {
      GOOGLE_CLIENT_ID: mail.app.clientId,
      GOOGLE_CLIENT_SECRET: mail.app.clientSecret,
      GMAIL_REFRESH_TOKEN: this.permission,
      GOOGLE_API_URL: mail.url,
      GMAIL_POLL_SECONDS: String(push ? SELDOM_S : 1),
      ...(push && { PORT: String(port), GMAIL_PUSH_TOPIC: mail.push.topic }),
      ...(push && { GMAIL_PUSH_SERVICE_ACCOUNT: mail.push.serviceAccount }),
    };
  }

  /** Does the person have the mail of one of these sends? */
  hasOneOf(keys: readonly string[]): boolean {
    const { messages = [] } = this.mail.state.mailbox(MEMBER) ?? {};
    return messages.some(({ raw }) => keys.some((key) => raw.includes(`X-Parley-Delivery: ${key}\r\n`)));
  }

  /** What the person got, in the terms of the channels that only record: told by what is in the mails. */
  async recorded({ requests }: State): Promise<Recorded[]> {
    const mails = await this.fromParley();
    const aboutOf = (key: string) => requests.find(({ attempts }) => attempts.some(({ id }) => id === key))?.id ?? null;
    const entries = mails.map((mail): Recorded => {
      const key = keyOf(mail);
      const closed = closedBy(key);
      const asked = /\/answer\/[0-9a-f]+\?choose=/.test(mail.html);
      const voice = closed || asked ? undefined : voiceOf(mail);
      return {
        ...{ time: new Date(mail.date).toISOString(), address: MEMBER, summary: mail.subject },
        ...{ messageId: mail.messageId, threadId: mail.threadId, controls: [], key: closed ? null : key },
        operation: closed ? 'update' : asked ? 'deliver' : 'say',
        about: closed ?? (asked ? aboutOf(key) : null),
        text: voice ? wordsOf(mail) : mail.text,
        ...(voice && { voice }),
      };
    });
    return entries.map((entry) => (entry.operation === 'update' ? asRewriting(entry, entries) : entry));
  }

  async evidence(): Promise<MailEvidence> {
    const box = this.mail.state.mailbox(PARLEY);
    const incoming = box?.messages.filter(({ labelIds }) => !labelIds.some((label) => OURS.includes(label))) ?? [];
    const cameAt = new Map(
      box?.history.flatMap(({ type, messageId, id }) => (type === 'messagesAdded' ? [[messageId, id] as const] : [])),
    );
    const sent = this.mail.ledger
      .entries()
      .flatMap((entry) => (entry.kind === 'call' && entry.method === 'messages.send' && entry.ok ? [entry] : []));
    return {
      arrived: incoming.map(({ id }) => ({ gmailId: id, historyId: cameAt.get(id) ?? 0 })),
      sent: sent.map(({ messageId = '' }) => messageId),
      mine: (await this.fromParley()).map((mail) => ({ messageId: mail.messageId, key: keyOf(mail) })),
    };
  }

  close(): Promise<void> {
    return this.mail.close();
  }

  private granted: string | undefined;
  private get permission(): string {
    this.granted ??= this.mail.grant().refreshToken;
    return this.granted;
  }

  /** Oldest first, from wherever they lie. */
  private async fromParley(): Promise<ReadMail[]> {
    const { messages = [] } = this.mail.state.mailbox(MEMBER) ?? {};
    const mails = await Promise.all(messages.map(({ id }) => this.member.read(id)));
    return mails.filter(({ from }) => from.includes(PARLEY));
  }
}

/** A mail stays as it is, so its end is another mail: of the same question, which is what is looked at. */
const asRewriting = (end: Recorded, entries: readonly Recorded[]): Recorded => {
  const asked = entries.findLast(({ operation, about }) => operation === 'deliver' && about === end.about);
  return asked ? { ...end, messageId: asked.messageId } : end;
};

const keyOf = ({ headers }: ReadMail): string =>
  headers.find(({ name }) => name.toLowerCase() === 'x-parley-delivery')?.value ?? '';

/** Undefined: Parley itself speaks. */
const voiceOf = ({ from }: ReadMail): string | undefined => /^"?(.+) \(Parley\)/.exec(from)?.[1];

/** An agent's words between the lines of ours that are around them. */
const wordsOf = ({ text }: ReadMail): string => text.split('\n').slice(3, -3).join('\n').trim();
