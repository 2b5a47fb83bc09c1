import { setTimeout as sleep } from 'node:timers/promises';
import type { SharedLedger } from '../../kit/index.js';
import { Holding, type PostResult, post } from '../../kit/index.js';
import type { MailFaults, PushFault } from '../faults.js';
import type { MailLedgerEntry, PushEntry } from '../ledger.js';
import { historyIdOf } from '../mailbox/messages.js';
import type { Mailbox } from '../model.js';
import { signedJwt } from '../oauth/keys.js';
import type { Subscription } from '../store/data.js';
import { DEFAULT_TOPIC, PUSH_ACCOUNT } from '../store/seed.js';
import type { Store } from '../store/store.js';
import type { Underway } from '../underway.js';

export interface PublisherParts {
  readonly store: Store;
  readonly faults: MailFaults;
  readonly ledger: SharedLedger<MailLedgerEntry>;
  readonly underway: Underway;
  readonly pushTimeoutMs: number;
  readonly pushRetryDelaysMs: readonly number[];
}

interface Notice {
  readonly mailbox: string;
  readonly historyId: number;
  readonly messageId: string;
  readonly publishTime: string;
}

const outcomeOf = (result: PostResult): Pick<PushEntry, 'outcome' | 'status'> => {
  if (result.kind === 'timeout') return { outcome: 'timeout' };
  if (result.kind === 'failed') return { outcome: 'connection_failed' };
  const isAcked = result.status >= 200 && result.status < 300;
  return { outcome: isAcked ? 'acked' : 'http_error', status: result.status };
};

/** Tells the app over HTTP that a watched mailbox changed, as Gmail does through Pub/Sub. */
export class Publisher {
  private readonly holding = new Holding();
  private last = 0;

  constructor(private readonly parts: PublisherParts) {}

  isTopic(name: string): boolean {
    return name === DEFAULT_TOPIC || this.parts.store.data.subscriptions.some(({ topic }) => topic === name);
  }

  /** `labels` of the message that changed; none: about the mailbox as a whole. */
  notify(box: Mailbox, labels?: readonly string[]): void {
    const { watch } = box;
    if (!watch || watch.expiration <= Date.now()) return;
    const isNamed = watch.labelIds.some((label) => labels?.includes(label));
    if (labels && watch.labelIds.length > 0 && isNamed !== (watch.behaviour === 'include')) return;
    this.publish(watch.topicName, box.email, historyIdOf(box));
  }

  /** To whoever subscribed to the topic. Does not wait. */
  publish(topic: string, mailbox: string, historyId: number): void {
    this.last += 1;
    const messageId = `${Date.now()}${String(this.last).padStart(4, '0')}`;
    const notice = { mailbox, historyId, messageId, publishTime: new Date().toISOString() };
    for (const subscription of this.parts.store.data.subscriptions) {
      if (subscription.topic === topic) this.parts.underway.track(this.faulty(subscription, notice));
    }
  }

  private async faulty(to: Subscription, notice: Notice): Promise<void> {
    const { faults, underway } = this.parts;
    const fault: PushFault | undefined = faults.takeForPush({ mailbox: notice.mailbox });
    if (fault?.kind === 'push_lost') return this.record(to, notice, 0, Date.now(), { outcome: 'lost' });
    if (fault?.kind === 'push_late') await sleep(fault.ms, undefined, { signal: underway.signal });
    if (fault?.kind === 'push_reorder') await this.holding.untilAnotherPassed();
    const copies = fault?.kind === 'push_duplicate' ? fault.copies : 0;
    for (let copy = 0; copy < copies; copy += 1) underway.track(this.attempt(to, notice, 0));
    const first = this.attempt(to, notice, 0);
    void first.finally(() => fault?.kind !== 'push_reorder' && this.holding.release());
    if (!(await first)) await this.again(to, notice);
  }

  private async again(to: Subscription, notice: Notice): Promise<void> {
    for (const [index, delay] of this.parts.pushRetryDelaysMs.entries()) {
      await sleep(delay, undefined, { signal: this.parts.underway.signal, ref: false });
      if (await this.attempt(to, notice, index + 1)) return;
    }
  }

  private async attempt(to: Subscription, notice: Notice, attempt: number): Promise<boolean> {
    const started = Date.now();
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${this.tokenFor(to)}` };
    const agent = { 'user-agent': 'CloudPubSub-Google', accept: '*/*' };
    const result = await post(to.url, envelope(to, notice), { ...headers, ...agent }, this.parts.pushTimeoutMs);
    const outcome = outcomeOf(result);
    this.record(to, notice, attempt, started, outcome);
    return outcome.outcome === 'acked';
  }

  /** https://docs.cloud.google.com/pubsub/docs/authenticate-push-subscriptions */
  private tokenFor({ audience }: Subscription): string {
    const [key] = this.parts.store.data.keys;
    if (!key) throw new Error('no key to sign with');
    const sub = '110000000000000000000';
    return signedJwt(key, { aud: audience, azp: sub, sub, email: PUSH_ACCOUNT, email_verified: true });
  }

  private record(
    { url }: Subscription,
    { mailbox, historyId, messageId }: Notice,
    attempt: number,
    started: number,
    outcome: Pick<PushEntry, 'outcome' | 'status'>,
  ): void {
    const [time, ms] = [new Date(started).toISOString(), Date.now() - started];
    this.parts.ledger.append({ kind: 'push', time, mailbox, historyId, messageId, url, attempt, ...outcome, ms });
  }
}

/** Pub/Sub gives the names in both spellings. */
const envelope = ({ name }: Subscription, { mailbox, historyId, messageId, publishTime }: Notice): string =>
  JSON.stringify({
    message: {
      data: Buffer.from(JSON.stringify({ emailAddress: mailbox, historyId })).toString('base64'),
      ...{ messageId, message_id: messageId, publishTime, publish_time: publishTime },
    },
    subscription: name,
  });
