// The product as `npm start` runs it, with the bench's agents beside the assistant and channels that take notes. Bundled with the product's own settings.
import { readConfig } from '../../backend/src/config/index.js';
import { SessionFeed } from '../../backend/src/modules/sessions/index.js';
import { startProduct } from '../../backend/src/start-product.js';
import { serve } from '../lib/child.js';
import { memory } from '../lib/memory.js';
import { now } from '../lib/now.js';
import { benchAgents, stamps } from './agents.js';
import { adapters, type Outside, refuse, takeCalls } from './channels.js';
import { cyclesWithin, type OwnCycles } from './cycles-within.js';

/** When an event was told, right after its commit: `session:seq` → time. Only while somebody asked for it. */
let told: Map<string, number> | undefined;
const publish = SessionFeed.prototype.publish;
SessionFeed.prototype.publish = function (...events) {
  for (const { sessionId, seq } of told ? events : []) told?.set(`${sessionId}:${seq}`, now());
  publish.apply(this, events);
};

const config = readConfig();
const { app } = await startProduct(config, benchAgents, adapters(config.publicUrl));

serve({
  cycles: (load: OwnCycles) => cyclesWithin(app, load),
  stamps: () => {
    const all = [...stamps];
    stamps.clear();
    return all;
  },
  refuse: ({ channel }: { channel: Outside | null }) => refuse(channel),
  calls: () => takeCalls(),
  /** Those since it was last asked. @param on notes those that follow */
  told: (on: boolean) => {
    const all = [...(told ?? [])];
    told = on ? new Map() : undefined;
    return all;
  },
  memory,
  cpu: () => process.cpuUsage(),
});
