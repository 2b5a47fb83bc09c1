import type { Mail } from './core.js';
import { historyIdOf } from './mailbox/messages.js';
import type { Filter, Mailbox, Verdict } from './model.js';
import { rotateKeys } from './oauth/keys.js';
import { revokeGrant } from './oauth/tokens.js';
import { newMailbox } from './store/seed.js';
import type { MailAdmin } from './types.js';

/** @throws when there is none */
export const mailboxOf = ({ store }: Mail, email: string): Mailbox => {
  const box = store.mailbox(email);
  if (!box) throw new Error(`no mailbox ${email}`);
  return box;
};

export class Admin implements MailAdmin {
  constructor(private readonly mail: Mail) {}

  hire(person: Parameters<MailAdmin['hire']>[0]): void {
    const { data } = this.mail.store;
    const email = person.email.toLowerCase();
    if (!/^[^\s@+]+@[^\s@]+$/.test(email)) throw new Error(`${person.email} is no address of a mailbox`);
    if (this.mail.store.mailbox(email)) throw new Error(`${email} has a mailbox`);
    data.mailboxes.push(newMailbox({ ...person, email }, data.mailboxes.length));
    this.mail.store.changed(email);
  }

  setFilters(email: string, filters: readonly Filter[]): void {
    this.change(email, (box) => {
      box.filters = [...filters];
    });
  }

  setProfile(email: string, profile: Parameters<MailAdmin['setProfile']>[1]): void {
    this.change(email, (box) => {
      Object.assign(box, profile);
    });
  }

  setVerdict(email: string, verdict: Verdict): void {
    this.mail.store.data.verdicts[mailboxOf(this.mail, email).email] = verdict;
    this.mail.store.changed();
  }

  expireTokens(email: string): void {
    const { accessTokens } = this.mail.store.data;
    for (const token of Object.values(accessTokens)) if (token.email === email) token.expires = 0;
    this.mail.store.changed();
  }

  revoke(email: string): void {
    revokeGrant(this.mail, mailboxOf(this.mail, email).email);
  }

  setTokenLifetime(seconds: number): void {
    this.mail.store.data.settings.accessTokenSeconds = seconds;
    this.mail.store.changed();
  }

  setMessageLimit(bytes: number): void {
    this.mail.store.data.settings.messageLimit = bytes;
    this.mail.store.changed();
  }

  expireHistory(email: string): void {
    this.change(email, (box) => {
      box.historyFrom = this.mail.store.nextHistoryId();
      box.history = [];
    });
  }

  expireWatch(email: string): void {
    this.change(email, (box) => {
      if (box.watch) box.watch.expiration = Date.now() - 1;
    });
  }

  pushAgain(email: string, historyId?: number): void {
    const box = mailboxOf(this.mail, email);
    if (!box.watch) throw new Error(`nobody watches ${email}`);
    this.mail.publisher.publish(box.watch.topicName, box.email, historyId ?? historyIdOf(box));
  }

  rotateKeys(forget = false): void {
    rotateKeys(this.mail.store, forget);
  }

  private change(email: string, work: (box: Mailbox) => void): void {
    const box = mailboxOf(this.mail, email);
    work(box);
    this.mail.store.changed(box.email);
  }
}
