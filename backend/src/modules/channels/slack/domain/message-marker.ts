/** How a message of ours is known again when nobody heard that it was sent (F30): Slack keeps this beside it. */
export const DELIVERY_EVENT = 'parley_delivery';

export const marker = (key: string) => ({ event_type: DELIVERY_EVENT, event_payload: { key } });

/** Of a message as Slack gives it back. */
export const keyOfMessage = (metadata: unknown): string | null => {
  const { event_type, event_payload } = (metadata ?? {}) as { event_type?: unknown; event_payload?: { key?: unknown } };
  const key = event_type === DELIVERY_EVENT ? event_payload?.key : undefined;
  return typeof key === 'string' ? key : null;
};
