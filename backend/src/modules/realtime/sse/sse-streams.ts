import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { DomainError } from '../../../kernel/index.js';
import { LoginRevocations } from '../../auth/index.js';
import type { SseStream } from './sse-stream.js';

const LOOK_EVERY_MS = 2_000;
const BEAT_EVERY_MS = 15_000;
/** Of one person. As many sessions as one socket follows. */
const MAX_STREAMS = 50;

/** All open event streams of this process: none outlives its login (API-1: within 5 s), its token or the process. */
@Injectable()
export class SseStreams implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(SseStreams.name);
  private readonly streams = new Set<SseStream>();
  private readonly timers: NodeJS.Timeout[] = [];

  constructor(private readonly revocations: LoginRevocations) {}

  onApplicationBootstrap(): void {
    this.revocations.ids.subscribe((loginId) => this.closeLogin(loginId));
    this.timers.push(setInterval(() => void this.closeRevoked(), LOOK_EVERY_MS));
    this.timers.push(setInterval(() => this.streams.forEach((stream) => void stream.beat()), BEAT_EVERY_MS));
  }

  beforeApplicationShutdown(): void {
    for (const timer of this.timers) clearInterval(timer);
    for (const stream of this.streams) stream.close();
  }

  /** @throws DomainError invalid_request when this person has too many */
  assertRoomFor(userId: string): void {
    let open = 0;
    for (const { principal } of this.streams) if (principal.userId === userId) open++;
    if (open >= MAX_STREAMS)
      throw new DomainError('invalid_request', `One person has ${MAX_STREAMS} event streams at most.`);
  }

  /** @returns a function that leaves */
  join(stream: SseStream): () => void {
    this.streams.add(stream);
    return () => this.streams.delete(stream);
  }

  private closeLogin(loginId: string): void {
    for (const stream of this.streams) if (stream.principal.loginId === loginId) stream.close();
  }

  private async closeRevoked(): Promise<void> {
    const now = Date.now();
    for (const stream of this.streams) if (stream.principal.expiresAt.getTime() <= now) stream.close();
    try {
      const revoked = await this.revocations.revokedAmong([...this.streams].map(({ principal }) => principal));
      for (const { loginId } of revoked) this.closeLogin(loginId);
    } catch (error) {
      this.log.warn(`could not look for revoked logins: ${String(error)}`);
    }
  }
}
