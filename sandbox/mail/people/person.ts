import { randomUUID } from 'node:crypto';
import type { Mail } from '../core.js';
import { changeLabels } from '../mailbox/messages.js';
import { parseAddresses } from '../mime/addresses.js';
import { encodeWords, withHeaders } from '../mime/headers.js';
import type { AutomaticKind, Mailbox, StoredMessage } from '../model.js';
import { rfcDate } from '../post/stamp.js';
import type { ForgedMail, MailPerson, ReadMail, ReplyOptions, Summary } from '../types.js';
import { answer, type Kind, letter } from './answer.js';
import { automaticMail } from './automatic.js';
import { buildMail, type Draft } from './build-mail.js';
import { STYLES } from './clients/compose.js';
import { linksOf, readMail, summaryOf } from './read-mail.js';

/** Acts as the owner of a mailbox. */
export class Person implements MailPerson {
  readonly email: string;

  constructor(
    private readonly mail: Mail,
    private readonly box: Mailbox,
  ) {
    this.email = box.email;
  }

  inbox(label = 'INBOX'): Summary[] {
    return this.box.messages
      .filter(({ labelIds }) => label === 'ALL' || labelIds.includes(label))
      .map(summaryOf)
      .toReversed();
  }

  waitFor(fits: (mail: Summary) => boolean, timeoutMs = 3_000): Promise<Summary> {
    const here = this.inbox().find(fits);
    if (here) return Promise.resolve(here);
    return new Promise((resolve, reject) => {
      const stop = this.mail.store.onChange(() => {
        const found = this.inbox().find(fits);
        if (!found) return;
        clearTimeout(timer);
        stop();
        resolve(found);
      });
      const timer = setTimeout(() => {
        stop();
        reject(new Error(`no such mail reached ${this.email} within ${timeoutMs} ms`));
      }, timeoutMs);
    });
  }

  async read(id: string): Promise<ReadMail> {
    const message = this.message(id);
    changeLabels(this.mail, this.box, message, { remove: ['UNREAD'] });
    return readMail(message);
  }

  async write(to: string, subject: string, text: string, how: ReplyOptions = {}): Promise<StoredMessage> {
    return this.send(letter(this.box, to, subject, text, how), how);
  }

  reply(id: string, text: string, how: ReplyOptions = {}): Promise<StoredMessage> {
    return this.answer('reply', id, text, how);
  }

  replyAll(id: string, text: string, how: ReplyOptions = {}): Promise<StoredMessage> {
    return this.answer('reply-all', id, text, how);
  }

  forward(id: string, to: string, text: string, how: ReplyOptions = {}): Promise<StoredMessage> {
    return this.answer('forward', id, text, { ...how, to });
  }

  sendRaw(raw: string): StoredMessage {
    return structuredClone(this.mail.post.submit(this.box, raw));
  }

  async forged({ from, to, subject = '', text, inReplyTo, ...more }: ForgedMail): Promise<void> {
    const lines = [
      ...[`From: ${from}`, `To: ${to}`, `Subject: ${encodeWords(subject)}`, `Date: ${rfcDate(Date.now())}`],
      `Message-ID: <${randomUUID()}@elsewhere.example>`,
      ...(inReplyTo === undefined ? [] : [`In-Reply-To: ${inReplyTo}`, `References: ${inReplyTo}`]),
      ...['MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64', ''],
      Buffer.from(text, 'utf8').toString('base64').replace(/.{76}/g, '$&\r\n'),
    ];
    const made = `${Buffer.from(lines.join('\r\n'), 'utf8').toString('latin1')}\r\n`;
    const raw = withHeaders(more.raw ?? made, more.headers ?? []);
    const sender = more.envelopeFrom ?? parseAddresses(from)[0]?.address ?? '';
    for (const { address } of parseAddresses(to)) {
      this.mail.post.post({ from: sender, to: address, raw, verdict: more.verdict ?? 'none', server: this.box.server });
    }
  }

  outOfOffice(on: boolean, how: { subject?: string; text?: string; careless?: boolean } = {}): void {
    const { subject = 'Out of office', text = 'I am away and read no mail until Monday.', careless = false } = how;
    this.box.vacation = {
      ...{ enableAutoReply: on, responseSubject: subject, responseBodyPlainText: text },
      ...(careless && { careless }),
    };
    this.box.vacationSent = {};
    this.mail.store.changed(this.email);
  }

  async automatic(id: string, kind: AutomaticKind): Promise<StoredMessage> {
    return this.sendRaw(automaticMail(this.box, await readMail(this.message(id)), kind));
  }

  async clickLinks(id: string): Promise<{ url: string; status: number }[]> {
    const links = linksOf(await readMail(this.message(id)));
    const get = async (url: string) => {
      try {
        const response = await fetch(url, { redirect: 'follow', headers: { 'user-agent': 'Link scanner' } });
        await response.arrayBuffer();
        return { url, status: response.status };
      } catch {
        return { url, status: 0 };
      }
    };
    return Promise.all(links.map(get));
  }

  move(id: string, to: 'inbox' | 'archive' | 'spam' | 'trash'): void {
    const message = this.message(id);
    const add = { inbox: ['INBOX'], archive: [], spam: ['SPAM'], trash: ['TRASH'] }[to];
    changeLabels(this.mail, this.box, message, { add, remove: ['INBOX', 'SPAM', 'TRASH'] });
  }

  markRead(id: string, read: boolean): void {
    changeLabels(this.mail, this.box, this.message(id), read ? { remove: ['UNREAD'] } : { add: ['UNREAD'] });
  }

  private async answer(
    kind: Kind,
    id: string,
    text: string,
    how: ReplyOptions & { to?: string },
  ): Promise<StoredMessage> {
    const message = this.message(id);
    return this.send(answer(this.box, kind, await readMail(message), text, how), how);
  }

  private async send(draft: Draft, { client }: ReplyOptions): Promise<StoredMessage> {
    const raw = await buildMail(this.box, STYLES[client ?? this.box.client], draft);
    return this.sendRaw(raw);
  }

  private message(id: string): StoredMessage {
    const message = this.box.messages.find((entry) => entry.id === id);
    if (!message) throw new Error(`no mail ${id} in the mailbox of ${this.email}`);
    return message;
  }
}
