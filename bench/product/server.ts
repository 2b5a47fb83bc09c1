// The product as `npm start` runs it, with the bench's agents beside the assistant and channels that take notes. Bundled with the product's own settings.
import { readConfig } from '../../backend/src/config/index.js';
import { startProduct } from '../../backend/src/start-product.js';
import { serve } from '../lib/child.js';
import { benchAgents, stamps } from './agents.js';
import { adapters, type Outside, refuse, takeCalls } from './channels.js';

const config = readConfig();
await startProduct(config, benchAgents, adapters(config.publicUrl));

serve({
  stamps: () => {
    const all = [...stamps];
    stamps.clear();
    return all;
  },
  refuse: ({ channel }: { channel: Outside | null }) => refuse(channel),
  calls: () => takeCalls(),
  cpu: () => process.cpuUsage(),
});
