export { isDatabaseOutage } from './database-outage.js';
export { PgModule, Prisma } from './pg.module.js';
export { PgPool } from './pg-pool.js';
export type { PgSettings } from './pg-settings.js';
export { ReservedPool } from './reserved-pool.js';
export { type Tx, UnitOfWork } from './unit-of-work.js';
