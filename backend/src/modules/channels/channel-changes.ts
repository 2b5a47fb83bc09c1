import { Injectable } from '@nestjs/common';

/**
 * Tells that somebody's channels are not what they were: added, removed, broken, mended, in another order. A wake-up line
 * that may be lost; what is asked where is decided by the rows.
 */
@Injectable()
export class ChannelChanges {
  private readonly handlers = new Set<(userId: string) => void>();

  onChange(handler: (userId: string) => void): void {
    this.handlers.add(handler);
  }

  tell(userId: string): void {
    for (const handler of this.handlers) handler(userId);
  }
}
