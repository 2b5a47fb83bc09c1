import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CLOSE_CODES, type ClientFrame } from '@parley/contracts';
import { Metrics } from '../../platform/telemetry/index.js';

/** RFC 6455 §7.4.1, and our own. A client may send any number. */
const CODES: ReadonlySet<number> = new Set([1000, 1001, 1002, 1005, 1006, 1009, ...Object.values(CLOSE_CODES)]);

/** Counts what goes over sockets. Frames to clients are many, so each socket counts its own, and they are added up here. */
@Injectable()
export class SocketMetrics implements OnModuleInit {
  private readonly open = new Set<{ readonly sent: number }>();
  private sentByClosed = 0;
  private told = 0;

  constructor(private readonly metrics: Metrics) {}

  onModuleInit(): void {
    this.metrics.onScrape(() => {
      let sent = this.sentByClosed;
      for (const connection of this.open) sent += connection.sent;
      this.metrics.count('framesSent', {}, sent - this.told);
      this.told = sent;
    });
  }

  /** @returns what to call at its end */
  opened(connection: { readonly sent: number }): (code: number) => void {
    this.open.add(connection);
    return (code) => {
      this.open.delete(connection);
      this.sentByClosed += connection.sent;
      this.metrics.count('socketsClosed', { code: CODES.has(code) ? String(code) : 'other' });
    };
  }

  received(frame: ClientFrame): void {
    this.metrics.count('framesReceived', { type: frame.type });
    if (frame.type === 'subscribe' && frame.after > 0) this.metrics.count('socketResumes', {});
  }
}
