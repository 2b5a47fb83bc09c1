export const DIRECTORY_SETTINGS = Symbol('DIRECTORY_SETTINGS');

export interface DirectorySettings {
  /** Agents may live in private networks and be reached by plain http: not in production. */
  allowPrivate: boolean;
  /** Seal the tokens of agents. */
  encryptionKeys: readonly string[];
  /** How long an agent may take for one answer over HTTP. */
  requestTimeoutMs: number;
  /** How long it may work on a task without a question or a result. */
  taskTimeoutMs: number;
  /** How often agents that are well are looked at. */
  checkIntervalMs: number;
}
