// The product as `npm start` runs it, with the bench's agents beside the assistant. Bundled with the product's own settings.
import { readConfig } from '../../backend/src/config/index.js';
import { startProduct } from '../../backend/src/start-product.js';
import { serve } from '../lib/child.js';
import { benchAgents, stamps } from './agents.js';

await startProduct(readConfig(), benchAgents);

serve({
  stamps: () => {
    const all = [...stamps];
    stamps.clear();
    return all;
  },
  cpu: () => process.cpuUsage(),
});
