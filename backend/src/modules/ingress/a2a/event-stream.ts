import { formatSSEErrorEvent, formatSSEEvent, SSE_HEADERS } from '@a2a-js/sdk';
import type { Response } from 'express';

/** Proxies close what is silent for a minute. */
const KEEP_ALIVE_MS = 15_000;

/**
 * Answers with what comes, as it comes. What fails before the first event is an answer of its own, not a stream.
 * @param failure the answer for an error
 */
export const sendStream = async (
  response: Response,
  events: AsyncGenerator<unknown, void, undefined>,
  failure: (error: unknown) => object,
): Promise<void> => {
  let gone = false;
  response.on('close', () => {
    gone = true;
    void events.return(undefined).catch(() => undefined);
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    for (let next = await events.next(); !next.done && !gone; next = await events.next()) {
      timer ??= begin(response);
      await write(response, formatSSEEvent(next.value));
    }
  } catch (error) {
    if (!response.headersSent) response.json(failure(error));
    else if (!gone) response.write(formatSSEErrorEvent(failure(error) as Parameters<typeof formatSSEErrorEvent>[0]));
  } finally {
    clearInterval(timer);
    if (!response.writableEnded) response.end();
  }
};

const begin = (response: Response): NodeJS.Timeout => {
  response.status(200).set(SSE_HEADERS);
  response.flushHeaders();
  return setInterval(() => response.write(': still here\n\n'), KEEP_ALIVE_MS);
};

/** At the pace of who reads. */
const write = async (response: Response, text: string): Promise<void> => {
  if (response.destroyed || response.write(text)) return;
  await new Promise<void>((resolve) => {
    const go = () => {
      response.off('drain', go).off('close', go);
      resolve();
    };
    response.on('drain', go).on('close', go);
  });
};
