export const PG_SETTINGS = Symbol('PG_SETTINGS');

export interface PgSettings {
  url: string;
  /** Connections of all pools of this process together. */
  connections: number;
}

/** A few for what a person waits for: a message must not queue for one behind hundreds of working runs. */
const RESERVED = 3;

/** How they are divided among the pools. */
export const poolSizes = (connections: number) => {
  const raw = Math.ceil((connections - RESERVED) / 2);
  return { reserved: RESERVED, raw, prisma: connections - RESERVED - raw };
};

/**
 * Both pools speak UTC: with another TimeZone, Prisma and the raw driver would read one timestamp as two times.
 * What is read is in memory or on an SSD, where a page out of order costs what the next one does. PostgreSQL's own 4 is of
 * discs: it reads a table from end to end until that has some hundred rows, and a kept plan goes on so while it grows.
 */
export const SESSION_OPTIONS = '-c TimeZone=UTC -c random_page_cost=1.1';
