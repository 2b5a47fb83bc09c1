export const PG_SETTINGS = Symbol('PG_SETTINGS');

export interface PgSettings {
  url: string;
  /** Connections of each pool (raw and Prisma). */
  poolSize: number;
}

/** Both pools speak UTC: with another TimeZone, Prisma and the raw driver would read one timestamp as two times. */
export const SESSION_OPTIONS = '-c TimeZone=UTC';
