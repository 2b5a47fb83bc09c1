export { PG_SETTINGS, type PgSettings } from './pg-settings.js';
export { PgModule, PgPool, Prisma } from './pg.module.js';
