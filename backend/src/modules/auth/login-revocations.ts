import { Injectable } from '@nestjs/common';
import { type Observable, Subject } from 'rxjs';
import { Clock } from '../../kernel/index.js';
import { CredentialsRepository } from './credentials.repository.js';
import type { Principal } from './domain/principal.js';

/**
 * Tells open connections that their login (or access token) has ended. `ids` hears of what this process revoked, at once;
 * `revokedAmong` also finds what another process or a disabled account ended. Polled every 2 s, it closes sockets well
 * within the promised 5 s (API-1).
 */
@Injectable()
export class LoginRevocations {
  private readonly revoked = new Subject<string>();
  readonly ids: Observable<string> = this.revoked.asObservable();

  constructor(
    private readonly credentials: CredentialsRepository,
    private readonly clock: Clock,
  ) {}

  /** Call after the revocation is committed. */
  announce(loginId: string): void {
    this.revoked.next(loginId);
  }

  /** Those who may not go on, at the price of one query however many there are. */
  async revokedAmong<P extends Pick<Principal, 'loginId'>>(principals: readonly P[]): Promise<P[]> {
    if (principals.length === 0) return [];
    const ids = [...new Set(principals.map((principal) => principal.loginId))];
    const active = await this.credentials.filterActive(ids, this.clock.now());
    return principals.filter((principal) => !active.has(principal.loginId));
  }
}
