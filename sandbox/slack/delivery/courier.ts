import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SharedLedger } from '../../kit/index.js';
import { Holding } from '../../kit/index.js';
import type { DeliveryFault, SlackFaults } from '../faults.js';
import type { DeliveryEntry, SlackLedgerEntry } from '../ledger.js';
import type { JsonObject } from '../model.js';
import type { Store } from '../store/store.js';
import type { SlackApp, SlackConnection } from '../types.js';
import { eventEnvelope } from './envelope.js';
import { HttpTransport } from './http-transport.js';
import type { SocketHub } from './socket-hub.js';
import { isSubscribed } from './subscriptions.js';
import type { Parcel, Reply, Transport } from './transport.js';

export interface CourierParts {
  readonly app: SlackApp;
  readonly store: Store;
  readonly faults: SlackFaults;
  readonly ledger: SharedLedger<SlackLedgerEntry>;
  readonly sockets: SocketHub;
  readonly ackTimeoutMs: number;
  readonly retryDelaysMs: readonly number[];
}

/** What a delivery is about, for the ledger and for faults. */
export interface About {
  readonly event: string;
  readonly team: string;
  readonly event_id: string;
  readonly channel?: string;
  readonly user?: string;
}

type Consignment = Pick<Parcel, 'type' | 'payload'> & { readonly about: About };

const KEPT = 1_000;

/** Brings events, interactions and commands to the app, each try on record. */
export class Courier {
  private readonly events = new Map<string, Consignment>();
  private readonly underway = new Set<Promise<unknown>>();
  private readonly holding = new Holding();
  private readonly closing = new AbortController();
  private http: HttpTransport | undefined;
  private verified: Promise<boolean> | undefined;

  constructor(private readonly parts: CourierParts) {
    const { connection } = parts.store.data;
    if (connection) this.aim(connection);
  }

  /** Where the app listens from now on; over HTTP it has to prove itself. */
  connect(connection: SlackConnection): Promise<boolean> {
    this.parts.store.data.connection = { ...connection };
    this.aim(connection);
    this.parts.store.changed();
    return this.isVerified();
  }

  /** Sends an event if the app is there, subscribed and allowed to see it. Does not wait. */
  event(teamId: string, event: JsonObject): string | undefined {
    const { store } = this.parts;
    const installation = store.installation(teamId);
    if (!installation || store.data.deadTokens[installation.bot_token]) return undefined;
    if (!isSubscribed(event, store.data.subscriptions, installation.scopes)) return undefined;
    return this.rawEvent(teamId, event, installation.bot_user_id);
  }

  /** Sends an event whether the app wants it or not. */
  rawEvent(teamId: string, event: JsonObject, botUserId: string | null): string {
    const eventId = this.parts.store.newId('Ev');
    const payload = eventEnvelope(this.parts.app, { teamId, eventId, event, botUserId });
    const item = event.item as JsonObject | undefined;
    const about = {
      ...{ event: String(event.type), team: teamId, event_id: eventId },
      channel: (event.channel ?? item?.channel) as string | undefined,
      user: event.user as string | undefined,
    };
    this.dispatch({ type: 'events_api', payload, about });
    return eventId;
  }

  /** What Slack sends outside of an event envelope, such as app_rate_limited: not in Socket Mode. */
  bare(teamId: string, payload: { type: string }): void {
    if (!this.http) return;
    const about = { event: payload.type, team: teamId, event_id: randomUUID() };
    this.dispatch({ type: 'events_api', payload, about });
  }

  redeliver(eventId: string): void {
    const consignment = this.events.get(eventId);
    if (!consignment) throw new Error(`no event ${eventId}`);
    this.track(this.attempts(consignment, null));
  }

  /** An interaction or a command: one try, and the answer counts. */
  ask(type: 'interactive' | 'slash_commands', payload: object, about: Omit<About, 'event_id'>): Promise<Reply> {
    const consignment = { type, payload, about: { ...about, event_id: randomUUID() } };
    return this.track(this.faulty(consignment, (retryNum) => this.attempt(consignment, 0, retryNum)));
  }

  /** Resolves when nothing is underway, retries that wait included. */
  async settled(): Promise<void> {
    while (this.underway.size > 0) await Promise.allSettled(this.underway);
  }

  close(): void {
    this.closing.abort();
  }

  private aim(connection: SlackConnection): void {
    const { app, ackTimeoutMs } = this.parts;
    this.http = connection.mode === 'http' ? new HttpTransport(connection, app, ackTimeoutMs) : undefined;
    this.verified = undefined;
  }

  private dispatch(consignment: Consignment): void {
    if (!this.parts.store.data.connection) return;
    this.events.set(consignment.about.event_id, consignment);
    if (this.events.size > KEPT) this.events.delete(this.events.keys().next().value as string);
    this.track(this.faulty(consignment, (retryNum) => this.attempts(consignment, retryNum)));
  }

  /** Sends it as the scripted fault has it, if one is due. */
  private async faulty(consignment: Consignment, send: (retryNum: number | null) => Promise<Reply>): Promise<Reply> {
    const { event_id: _, ...labels } = consignment.about;
    const fault = this.parts.faults.takeForDelivery({ ...labels, type: consignment.type });
    if (fault?.kind === 'lost') return this.lose(consignment);
    if (fault?.kind === 'late') await sleep(fault.ms, undefined, { signal: this.closing.signal });
    if (fault?.kind === 'reorder') await this.holding.untilAnotherPassed();
    for (const retryNum of copiesOf(fault)) this.track(this.attempt(consignment, 0, retryNum));
    const sent = send(null);
    if (fault?.kind !== 'reorder') void sent.finally(() => this.holding.release()).catch(() => undefined);
    return sent;
  }

  private async attempts(consignment: Consignment, retryNum: number | null): Promise<Reply> {
    let reply = await this.attempt(consignment, 0, retryNum);
    for (const [index, delay] of this.parts.retryDelaysMs.entries()) {
      if (reply.outcome === 'acked' || (reply.outcome === 'http_error' && reply.noRetry)) break;
      if (index === 0) this.holding.release();
      await sleep(delay, undefined, { signal: this.closing.signal, ref: false });
      reply = await this.attempt(consignment, index + 1, index + 1, reply.outcome);
    }
    return reply;
  }

  private async attempt(
    { type, payload, about }: Consignment,
    attempt: number,
    retryNum: number | null,
    retryReason?: string,
  ): Promise<Reply> {
    const started = Date.now();
    const transport: Transport = this.http ?? this.parts.sockets;
    const known = type !== 'events_api' || (await this.isVerified());
    const parcel = { type, payload, retryNum, retryReason: retryReason === 'no_socket' ? 'timeout' : retryReason };
    const reply: Reply = known ? await transport.send(parcel) : { outcome: 'connection_failed' };
    this.record(transport.via, type, about, { attempt, retry_num: retryNum, started, reply });
    return reply;
  }

  private record(
    via: DeliveryEntry['via'],
    type: DeliveryEntry['type'],
    { event, team, event_id, channel }: About,
    how: { attempt: number; retry_num: number | null; started: number; reply: Reply | { outcome: 'lost' } },
  ): void {
    const { attempt, retry_num, started, reply } = how;
    const { outcome, status, envelopeId } = { status: undefined, envelopeId: undefined, ...reply };
    const [time, ms] = [new Date(started).toISOString(), Date.now() - started];
    const known = {
      ...(channel && { channel }),
      ...(envelopeId && { envelope_id: envelopeId }),
      ...(status && { status }),
    };
    const entry = {
      ...{ kind: 'delivery', time, via, type, event, team, event_id, attempt, retry_num, outcome, ms },
      ...known,
    };
    this.parts.ledger.append(entry as DeliveryEntry);
  }

  private async lose({ type, about }: Consignment): Promise<Reply> {
    const via = (this.http ?? this.parts.sockets).via;
    this.record(via, type, about, { attempt: 0, retry_num: null, started: Date.now(), reply: { outcome: 'lost' } });
    return { outcome: 'http_timeout' };
  }

  /** Socket Mode needs no proof. One that failed is tried again the next time. */
  private async isVerified(): Promise<boolean> {
    const { http } = this;
    if (!http) return true;
    this.verified ??= this.verify(http);
    const verdict = await this.verified;
    if (!verdict && this.http === http) this.verified = undefined;
    return verdict;
  }

  private async verify(http: HttpTransport): Promise<boolean> {
    const started = Date.now();
    const good = await http.verify(randomUUID());
    const reply: Reply = good ? { outcome: 'acked', body: undefined } : { outcome: 'connection_failed' };
    const about = { event: 'url_verification', team: '', event_id: randomUUID() };
    this.record('http', 'url_verification', about, { attempt: 0, retry_num: null, started, reply });
    return good;
  }

  private track<T>(work: Promise<T>): Promise<T> {
    const guarded = work.catch(() => undefined).finally(() => this.underway.delete(guarded));
    this.underway.add(guarded);
    return work;
  }
}

const copiesOf = (fault: DeliveryFault | undefined): (number | null)[] => {
  if (fault?.kind !== 'duplicate') return [];
  const numbers = { counted: (copy: number) => copy, none: () => null, zero: () => 0 };
  return Array.from({ length: fault.copies }, (_, index) => numbers[fault.retryNum](index + 1));
};
