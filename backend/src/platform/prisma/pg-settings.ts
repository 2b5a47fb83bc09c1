export const PG_SETTINGS = Symbol('PG_SETTINGS');

export interface PgSettings {
  url: string;
  /** Connections of each pool (raw and Prisma). */
  poolSize: number;
}
