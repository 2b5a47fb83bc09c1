import { Injectable } from '@nestjs/common';
import { failpoint } from '../../platform/failpoints/index.js';
import { type IncomingMessage, MessageIntakeRepository, type StoredMessage } from './message-intake.repository.js';
import { RunTaker } from './run-taker.js';

const MAX_GROUP = 200;
/** Groups on their way at once: enough to keep PostgreSQL busy, few enough that groups form under load. */
const MAX_IN_FLIGHT = 3;

interface Waiting {
  message: IncomingMessage;
  resolve: (stored: StoredMessage) => void;
  reject: (error: unknown) => void;
}

/** SQLSTATE class 22, data exception, and 23, integrity violation (a repeated id). */
const isBadData = (error: unknown) => /^2[23]/.test((error as { code?: string }).code ?? '');

/**
 * Group commit: a message that arrives while others are being written joins the next statement (reference/performance.md
 * §1 rule 2). A lone message is written at once. Messages of one session keep their order, because a session's messages
 * never travel in two groups at the same time.
 */
@Injectable()
export class MessageIntake {
  private queue: Waiting[] = [];
  private inFlight = 0;
  private readonly busySessions = new Set<string>();

  constructor(
    private readonly repository: MessageIntakeRepository,
    private readonly taker: RunTaker,
  ) {}

  store(message: IncomingMessage): Promise<StoredMessage> {
    return new Promise((resolve, reject) => {
      this.queue.push({ message, resolve, reject });
      this.pump();
    });
  }

  private pump(): void {
    while (this.inFlight < MAX_IN_FLIGHT && this.queue.length) {
      const group = this.nextGroup();
      if (!group.length) return;
      this.inFlight++;
      const sessions = new Set(group.map((entry) => entry.message.sessionId));
      for (const id of sessions) this.busySessions.add(id);
      void this.write(group).finally(() => {
        this.inFlight--;
        for (const id of sessions) this.busySessions.delete(id);
        this.pump();
      });
    }
  }

  private nextGroup(): Waiting[] {
    const group: Waiting[] = [];
    const rest: Waiting[] = [];
    for (const entry of this.queue) {
      const free = group.length < MAX_GROUP && !this.busySessions.has(entry.message.sessionId);
      (free ? group : rest).push(entry);
    }
    this.queue = rest;
    return group;
  }

  private async write(group: Waiting[]): Promise<void> {
    try {
      failpoint('intake.before-commit');
      const messages = group.map(({ message }) => message);
      const rows = await this.repository.store(messages, this.taker.leaseMs(messages.length));
      const stored = new Map(rows.map((row) => [row.id, row]));
      failpoint('intake.after-commit');
      for (const { message, resolve, reject } of group) {
        const row = stored.get(message.id);
        if (row) resolve(row);
        else reject(new Error(`message ${message.id} was not stored`));
      }
    } catch (error) {
      // One bad message must not take the others down: the group wrote nothing, so each may go alone. Anything else
      // than bad data (a database that is away) would only fail as often as there are messages.
      if (group.length > 1 && isBadData(error)) for (const entry of group) await this.write([entry]);
      else for (const { reject } of group) reject(error);
    }
  }
}
