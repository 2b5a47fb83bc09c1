import type { App } from '@slack/bolt';
import type { SlackPayload } from '../domain/read-request.js';

export interface Incoming {
  body: SlackPayload;
  retryNum?: number | undefined;
  retryReason?: string | undefined;
}

/**
 * How long Slack waits for us here. It gives up after 3 s; an event that was not acknowledged comes again, so that one is
 * given back early (F28). Nothing else comes again: there a person looks at the screen, and waits rather than clicks again.
 */
const EVENT_MS = 900;
const INTERACTION_MS = 2_500;

/** It is not acknowledged: so that it comes again, or whoever clicked sees that it did not work. */
export class NotAcknowledged extends Error {
  override readonly name = 'NotAcknowledged';
}

/**
 * Runs a payload through the app. Resolves with what to acknowledge it with. An event is acknowledged only when its listeners
 * are through, since Bolt itself would do it before they begin: what is acknowledged is stored (SLK-2).
 * @param later told what fails after the acknowledgement
 * @throws NotAcknowledged, or what a listener threw
 */
export const acknowledge = async (
  app: App,
  { body, retryNum, retryReason }: Incoming,
  later: (error: unknown) => void,
) => {
  const isEvent = 'event' in body;
  let answer: unknown;
  let acked: () => void = () => undefined;
  const answered = new Promise<void>((resolve) => {
    acked = resolve;
  });
  const ack = async (response?: unknown): Promise<void> => {
    answer ??= response ?? '';
    if (!isEvent) acked();
  };
  const processed = app.processEvent({
    ...{ body, ack },
    ...(retryNum !== undefined && { retryNum }),
    ...(retryReason !== undefined && { retryReason }),
  });
  let waiting = true;
  processed.catch((error) => waiting || later(error));
  try {
    await inTime(Promise.race([answered, processed]), isEvent ? EVENT_MS : INTERACTION_MS);
  } finally {
    waiting = false;
  }
  if (answer === undefined) throw new NotAcknowledged('Nobody took it.');
  return answer;
};

const inTime = async (work: Promise<void>, ms: number): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new NotAcknowledged(`It was not done within ${ms} ms.`)), ms);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};
