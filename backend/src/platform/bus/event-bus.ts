/**
 * Fan-out inside one deployment. A wake-up line that may lose anything at any time: whoever listens catches up from
 * PostgreSQL. In memory now; the Redis form of it serves many processes.
 */
export abstract class EventBus {
  /** Messages must be JSON values: another process may receive them. */
  abstract publish(topic: string, message: unknown): void;
  /** @returns a function that ends the subscription. */
  abstract subscribe<T>(topic: string, handler: (message: T) => void): () => void;
}
