import { expect } from '@playwright/test';

interface Summary {
  id: string;
  threadId: string;
  subject: string;
  from: string;
}
interface Opened extends Summary {
  text: string;
  html: string;
}

const HREF = /<a\b[^>]*\bhref\s*=\s*"(https?:[^"]*)"/gi;
const BARE = /https?:\/\/[^\s<>"')\]]+/g;

/** Acts as somebody with a mailbox at the local one, through the API that its own pages use (sandbox/README.md). */
export class MailPerson {
  private constructor(
    private readonly mailUrl: string,
    readonly email: string,
    readonly name: string,
  ) {}

  /** Somebody new at Acme, whom no account knows yet. */
  static async hire(mailUrl: string, name: string): Promise<MailPerson> {
    const email = `${name.toLowerCase().replaceAll(' ', '.')}.${Date.now()}@acme.example`;
    await call(mailUrl, 'admin/hire', { email, name });
    return new MailPerson(mailUrl, email, name);
  }

  /** Where the pages of the local mailbox show their mail. */
  pageAt(thread?: string): string {
    return `${this.mailUrl}/?${new URLSearchParams({ as: this.email, label: 'INBOX', ...(thread && { thread }) })}`;
  }

  /** Waits for a mail whose subject or text has these words, and opens it. */
  async waitsFor(words: string): Promise<Opened> {
    let found: Opened | undefined;
    await expect
      .poll(async () => {
        found = (await this.mails()).findLast(({ subject, text }) => `${subject}\n${text}`.includes(words));
        return found !== undefined;
      })
      .toBe(true);
    return found as Opened;
  }

  /** All that Parley sent, oldest first. */
  async mails(): Promise<Opened[]> {
    const { messages } = await this.get<{ messages: Summary[] }>(`state?as=${this.email}`);
    const threads = [...new Set(messages.map(({ threadId }) => threadId))].reverse();
    const opened = await Promise.all(
      threads.map((thread) => this.get<{ messages: Opened[] }>(`thread?as=${this.email}&thread=${thread}`)),
    );
    return opened.flatMap((thread) => thread.messages).filter(({ from }) => !from.includes(this.email));
  }

  async writes(to: string, subject: string, text: string): Promise<void> {
    await call(this.mailUrl, 'act/write', { as: this.email, to, subject, text });
  }

  async replies({ id }: Pick<Opened, 'id'>, text: string, how: object = {}): Promise<void> {
    await call(this.mailUrl, 'act/reply', { as: this.email, id, text, ...how });
  }

  /** As a link scanner: GETs every link of the mail. */
  async scans({ id }: Pick<Opened, 'id'>): Promise<void> {
    await call(this.mailUrl, 'act/click-links', { as: this.email, id });
  }

  /** Every web address in a mail, in HTML or text, once. */
  links({ html, text }: Pick<Opened, 'html' | 'text'>): string[] {
    const inHtml = [...html.matchAll(HREF)].map(([, url = '']) => url.replaceAll('&amp;', '&'));
    return [...new Set([...inHtml, ...(text.match(BARE) ?? [])])];
  }

  /** @param how `subject`, `text`, `careless` */
  async outOfOffice(on: boolean, how: object = {}): Promise<void> {
    await call(this.mailUrl, 'act/out-of-office', { as: this.email, on, ...how });
  }

  /** The next request that fits goes wrong. */
  async fails(fault: object, match: object = {}): Promise<void> {
    await call(this.mailUrl, 'faults', { fault, match });
  }

  async clearFaults(): Promise<void> {
    await fetch(`${this.mailUrl}/_control/faults`, { method: 'DELETE' });
  }

  private async get<T>(path: string): Promise<T> {
    return (await (await fetch(`${this.mailUrl}/_control/${path}`)).json()) as T;
  }
}

const call = async (mailUrl: string, path: string, body: object): Promise<void> => {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${mailUrl}/_control/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  const { error } = (await response.json()) as { error?: string };
  if (!response.ok) throw new Error(error);
};
