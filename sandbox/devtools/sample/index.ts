import { shopCatalogue } from './shop-catalogue.js';
import { shopCheckout } from './shop-checkout.js';
import { shopCore } from './shop-core.js';
import { shopOrders } from './shop-orders.js';

export { type Ticket, tickets } from './tickets.js';

/** What the repository holds at its beginning, by path. */
export const shopFiles: Readonly<Record<string, string>> = {
  ...shopCore,
  ...shopCatalogue,
  ...shopCheckout,
  ...shopOrders,
};
