/** What a shared event bus needs of a broker. What is published while the broker is away is lost. */
export interface WireLine {
  readonly isUp: boolean;
  /** Not heard by this process itself. */
  publish(subject: string, text: string): void;
  /** From now on, and from every new beginning of the connection on. @returns a function that ends it */
  subscribe(subject: string, handler: (message: { readonly data: Uint8Array }) => void): () => void;
  /** Resolves once the broker has taken every subscription made so far, or cannot: it never rejects. */
  settled(): Promise<void>;
  /** Calls back when the connection stands again, and all subscriptions with it. @returns a function that ends it */
  onBack(handler: () => void): () => void;
  close(): Promise<void>;
}
