import { expect } from '@playwright/test';

export interface ReceivedMail {
  id: string;
  threadId: string;
  labelIds: string[];
  from: string;
  to: string;
  subject: string;
  snippet: string;
}

interface OpenedMail extends ReceivedMail {
  text: string;
  html: string;
}

/** The "how" of the control API (sandbox/README.md): `client`, `language`, `posting`, `strip` and so on. */
export type How = Readonly<Record<string, unknown>>;

const HREF = /<a\b[^>]*\bhref\s*=\s*"(https?:[^"]*)"/gi;
const BARE = /https?:\/\/[^\s<>"')\]]+/g;

/** Acts as the owner of a mailbox of the local mailbox, through the API that its own pages use (sandbox/README.md). */
export class MailPerson {
  constructor(
    private readonly mailUrl: string,
    readonly email: string,
  ) {}

  /** Somebody new with a mailbox on Gmail, whom no account knows yet. */
  static async hire(mailUrl: string, email: string, name: string): Promise<MailPerson> {
    await call(mailUrl, 'admin/hire', { email, name });
    return new MailPerson(mailUrl, email);
  }

  /** Where the pages of the local mailbox show this conversation, or a folder. */
  pageAt(thread?: string, label = 'INBOX'): string {
    return `${this.mailUrl}/?${new URLSearchParams({ as: this.email, label, ...(thread && { thread }) })}`;
  }

  /** Waits until a mail is in the inbox that fits, or has these words in its subject. @returns the newest such one */
  async waitsFor(wanted: string | ((mail: ReceivedMail) => boolean)): Promise<ReceivedMail> {
    const fits = typeof wanted === 'string' ? ({ subject }: ReceivedMail) => subject.includes(wanted) : wanted;
    let found: ReceivedMail | undefined;
    const look = async () => {
      found = (await this.mails('INBOX')).find(fits);
      return found !== undefined;
    };
    await expect.poll(look, { message: `a mail to ${this.email}: ${wanted}` }).toBe(true);
    return found as ReceivedMail;
  }

  /** Answers as the person's own program does, unless `how` says otherwise. @returns the id of the copy in Sent */
  async replies(id: string, text: string, how: How = {}): Promise<string> {
    return (await this.acts<{ id: string }>('reply', { id, text, ...how })).id;
  }

  /** Every web address in a mail, in HTML or text, once. */
  async links(id: string): Promise<string[]> {
    const { html, text } = await this.reads(id);
    const inHtml = [...html.matchAll(HREF)].map(([, url = '']) => url.replaceAll('&amp;', '&'));
    return [...new Set([...inHtml, ...(text.match(BARE) ?? [])])];
  }

  /** A mail of any folder, opened; it is not marked as read by that. */
  async reads(id: string): Promise<OpenedMail> {
    const summary = (await this.mails('ALL')).find((mail) => mail.id === id);
    if (!summary) throw new Error(`no mail ${id} in the mailbox of ${this.email}`);
    const query = new URLSearchParams({ as: this.email, thread: summary.threadId });
    const { messages } = await get<{ messages: OpenedMail[] }>(this.mailUrl, `thread?${query}`);
    return messages.find((mail) => mail.id === id) as OpenedMail;
  }

  /** @param how `subject`, `text`, `careless` */
  async outOfOffice(on: boolean, how: How = {}): Promise<void> {
    await this.acts('out-of-office', { on, ...how });
  }

  /** Whatever else one can do: `write`, `forward`, `forged`, `automatic`, `click-links`, `move`, `mark-read`. */
  async acts<T = unknown>(what: string, body: object): Promise<T> {
    return call<T>(this.mailUrl, `act/${what}`, { as: this.email, ...body });
  }

  /** The next thing that fits goes wrong. */
  async fails(fault: object, match: object = {}): Promise<void> {
    await call(this.mailUrl, 'faults', { fault, match });
  }

  async clearFaults(): Promise<void> {
    await fetch(`${this.mailUrl}/_control/faults`, { method: 'DELETE' });
  }

  /** The newest first. */
  private async mails(label: string): Promise<ReceivedMail[]> {
    const query = new URLSearchParams({ as: this.email, label });
    return (await get<{ messages: ReceivedMail[] }>(this.mailUrl, `state?${query}`)).messages;
  }
}

const answerOf = async <T>(response: Response): Promise<T> => {
  const answer = (await response.json()) as T & { error?: string };
  if (!response.ok) throw new Error(answer.error);
  return answer;
};

const get = async <T>(mailUrl: string, path: string): Promise<T> =>
  answerOf<T>(await fetch(`${mailUrl}/_control/${path}`));

const call = async <T>(mailUrl: string, path: string, body: object): Promise<T> => {
  const headers = { 'content-type': 'application/json' };
  return answerOf<T>(
    await fetch(`${mailUrl}/_control/${path}`, { method: 'POST', headers, body: JSON.stringify(body) }),
  );
};
