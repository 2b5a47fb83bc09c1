/**
 * Fan-out inside one deployment. A wake-up line that may lose anything at any time: whoever listens catches up from
 * PostgreSQL. In memory for one process; over Redis or NATS for several.
 */
export abstract class EventBus {
  /** Do other processes publish too? Then anything may be lost on the way, also without a word. */
  readonly isShared: boolean = false;
  /** Does what is published reach everybody now, as far as one can know? */
  get isWhole(): boolean {
    return true;
  }
  /** Messages must be JSON values: another process may receive them. */
  abstract publish(topic: string, message: unknown): void;
  /** @returns a function that ends the subscription. */
  abstract subscribe<T>(topic: string, handler: (message: T) => void): () => void;
  /** Resolves soon: as a rule once every subscription so far is heard by other processes, but never late because of it. */
  settled(): Promise<void> {
    return Promise.resolve();
  }
  /** Calls back when something may have been lost and no longer is: time to catch up. @returns a function that ends it */
  onLoss(_handler: () => void): () => void {
    return () => undefined;
  }
}
