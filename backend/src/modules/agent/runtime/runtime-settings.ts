export const RUNTIME_SETTINGS = Symbol('RUNTIME_SETTINGS');

export interface RuntimeSettings {
  /** How long a run stays with a worker that no longer renews it, in milliseconds. */
  leaseMs: number;
}
