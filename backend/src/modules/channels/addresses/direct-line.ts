import { Injectable } from '@nestjs/common';
import { newId } from '../../../kernel/index.js';
import { ChannelRegistry } from '../channel-registry.js';
import type { ChannelAddress, DeliveryResult } from '../domain/channel-adapter.js';

/** Somebody looks at the screen meanwhile. */
const PATIENCE_MS = 10_000;

/** Words to an address right now, outside of any session: a code, a test. Tried once; the person tries again. */
@Injectable()
export class DirectLine {
  constructor(private readonly channels: ChannelRegistry) {}

  async say(to: ChannelAddress, text: string): Promise<DeliveryResult> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<DeliveryResult>((resolve) => {
      timer = setTimeout(
        () => resolve({ ok: false, kind: 'unknown_outcome', message: 'No reply in time.' }),
        PATIENCE_MS,
      );
    });
    try {
      const said = this.channels.for(to.type).say(to, { text }, { key: newId(), thread: null });
      return await Promise.race([said, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}
