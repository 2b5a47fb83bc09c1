import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { SharedLedger } from '../kit/index.js';
import { type RecorderFault, RecorderFaults } from './faults.js';
import type { FindReply, Outgoing, Recorded, RefusalKind, SendReply } from './recorded.js';

export interface RecordingChannelOptions {
  /** The label `channel` of fault rules. */
  name: string;
  /** Where the ledger lives on after the process, as JSON lines. */
  file?: string;
  /** Scripted faults for processes one cannot reach otherwise (RecorderFaults). */
  faultFile?: string;
}

const REFUSALS: Readonly<Record<RefusalKind, string>> = {
  rate_limited: 'Too many messages.',
  transient: 'The channel has a problem of its own.',
  unauthorized: 'The token is not valid any more.',
  not_found: 'There is no such address.',
  rejected: 'The channel does not take this message.',
};
const isRefusal = (kind: string): kind is RefusalKind => kind in REFUSALS;

/**
 * A channel to the outside that keeps what it is given instead of bringing it anywhere (SBX-3), and that misbehaves on
 * demand (SBX-2). It takes the same key twice without a word, as real channels do: its ledger tells who sent twice.
 */
export class RecordingChannel {
  readonly name: string;
  readonly faults: RecorderFaults;
  private readonly ledger: SharedLedger<Recorded>;

  constructor({ name, file, faultFile }: RecordingChannelOptions) {
    this.name = name;
    this.faults = new RecorderFaults(faultFile);
    this.ledger = new SharedLedger(file);
  }

  deliver(message: Outgoing, key: string, threadId: string | null): Promise<SendReply> {
    return this.accept({ ...message, operation: 'deliver', key, ...newMessage(threadId) });
  }

  say(message: Outgoing, key: string, threadId: string | null): Promise<SendReply> {
    return this.accept({ ...message, operation: 'say', key, ...newMessage(threadId) });
  }

  update(message: Outgoing, messageId: string, threadId: string): Promise<SendReply> {
    return this.accept({ ...message, operation: 'update', key: null, messageId, threadId });
  }

  async find(address: string, key: string): Promise<FindReply> {
    const fault = this.faults.take({ channel: this.name, operation: 'find', address, key });
    if (fault?.kind === 'hang') await sleep(fault.afterMs);
    if (fault?.kind === 'garbage') return GARBAGE as never;
    if (fault && fault.kind !== 'ok' && fault.kind !== 'hang') return { kind: 'unsure', message: fault.kind };
    const found = this.entries({ key, address })[0];
    return found ? { kind: 'found', messageId: found.messageId, threadId: found.threadId } : { kind: 'absent' };
  }

  /** All it took in, oldest first, or those that are equal in what `match` names. */
  entries(match: Partial<Recorded> = {}): readonly Recorded[] {
    const wanted = Object.entries(match);
    return this.ledger.entries().filter((entry) => wanted.every(([name, value]) => entry[name as never] === value));
  }

  /** What people see now, oldest first: each message as it was last rewritten, in the place where it was sent. */
  messages(address?: string): readonly Recorded[] {
    const shown = new Map<string, Recorded>();
    for (const entry of this.ledger.entries()) {
      const first = shown.get(entry.messageId);
      shown.set(entry.messageId, first ? { ...entry, key: first.key, time: first.time } : entry);
    }
    return [...shown.values()].filter((entry) => address === undefined || entry.address === address);
  }

  private async accept(sent: Omit<Recorded, 'time'>): Promise<SendReply> {
    const { operation, address, key, messageId, threadId } = sent;
    const fault = this.faults.take({ channel: this.name, operation, address, key: key ?? undefined });
    const refused = fault && refusal(fault);
    if (refused) return refused;
    if (fault?.kind !== 'unknown_dropped') this.ledger.append({ ...sent, time: new Date().toISOString() });
    if (fault?.kind === 'hang') await sleep(fault.afterMs);
    if (fault?.kind === 'garbage') return GARBAGE as never;
    if (fault?.kind.startsWith('unknown'))
      return { kind: 'lost', message: 'The connection broke before the reply came.' };
    return { kind: 'accepted', messageId, threadId };
  }
}

const GARBAGE: unknown = { html: '<title>504 Gateway Time-out</title>' };

/** Without a thread it begins one. */
const newMessage = (threadId: string | null) => {
  const messageId = randomUUID();
  return { messageId, threadId: threadId ?? messageId };
};

const refusal = ({ kind, retryAfterMs }: RecorderFault): SendReply | undefined => {
  if (!isRefusal(kind)) return undefined;
  return { kind: 'refused', error: kind, message: REFUSALS[kind], ...(retryAfterMs !== undefined && { retryAfterMs }) };
};
