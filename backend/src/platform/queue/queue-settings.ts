export const QUEUE_SETTINGS = Symbol('QUEUE_SETTINGS');

export interface QueueSettings {
  /** Does this process do jobs (roles worker and all), or only hand them on (api)? */
  worker: boolean;
  databaseUrl: string;
  /** BullMQ on Redis when set, on PostgreSQL otherwise. */
  redisUrl: string | undefined;
  /** A secret that all processes of this deployment share: several may use one Redis. */
  deployment: string;
  sweepIntervalMs: number;
}
