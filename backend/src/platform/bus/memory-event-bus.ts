import { Injectable, Logger } from '@nestjs/common';
import { EventBus } from './event-bus.js';

type Handler = (message: never) => void;

@Injectable()
export class MemoryEventBus extends EventBus {
  private readonly topics = new Map<string, Set<Handler>>();
  private readonly log = new Logger('EventBus');

  publish(topic: string, message: unknown): void {
    for (const handler of this.topics.get(topic) ?? []) {
      try {
        handler(message as never);
      } catch (error) {
        // One broken listener must not keep the others from hearing it.
        this.log.error(`listener of ${topic} failed`, error instanceof Error ? error.stack : String(error));
      }
    }
  }

  subscribe<T>(topic: string, handler: (message: T) => void): () => void {
    const handlers = this.topics.get(topic) ?? new Set();
    this.topics.set(topic, handlers);
    handlers.add(handler as Handler);
    return () => {
      handlers.delete(handler as Handler);
      if (handlers.size === 0 && this.topics.get(topic) === handlers) this.topics.delete(topic);
    };
  }
}
