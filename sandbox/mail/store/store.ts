import { randomBytes } from 'node:crypto';
import { Snapshot } from '../../kit/index.js';
import type { Mailbox } from '../model.js';
import type { MailData } from './data.js';
import { seed } from './seed.js';

/** The state of the sandbox. Everybody reads and writes `data` directly and says `changed` afterwards. */
export class Store {
  readonly data: MailData;
  private readonly snapshot: Snapshot<MailData>;
  private readonly listeners = new Set<(mailboxes: readonly string[]) => void>();

  constructor(folder: string | undefined) {
    this.snapshot = new Snapshot<MailData>(folder);
    this.data = this.snapshot.read() ?? seed();
  }

  /** Whose mailboxes changed. */
  changed(...mailboxes: string[]): void {
    for (const listener of this.listeners) listener(mailboxes);
    this.snapshot.soon(this.data);
  }

  onChange(listener: (mailboxes: readonly string[]) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  save(): void {
    this.snapshot.write(this.data);
  }

  /** Sixteen hex digits as Gmail's, no two alike, later ones greater. */
  newId(): string {
    this.data.lastId += 1;
    return `19${this.data.lastId.toString(16).padStart(10, '0')}${randomBytes(2).toString('hex')}`;
  }

  nextHistoryId(): number {
    this.data.lastHistoryId += 1;
    return this.data.lastHistoryId;
  }

  /** By its own address, or one with a plus. */
  mailbox(address: string): Mailbox | undefined {
    const own = withoutPlus(address);
    return this.data.mailboxes.find(({ email }) => email === own);
  }
}

/** parley+token@acme.example is delivered to parley@acme.example. */
export const withoutPlus = (address: string): string => address.toLowerCase().replace(/\+[^@]*@/, '@');
