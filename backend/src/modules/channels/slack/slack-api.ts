import {
  type WebAPICallResult,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
  type WebClientOptions,
} from '@slack/web-api';
import type { DeliveryFailure } from '../domain/channel-adapter.js';
import { causeOf, neverLeft } from '../domain/network-errors.js';
import { meaningOf } from './domain/slack-errors.js';
import { sdkLogger } from './sdk-logger.js';

/** Somebody waits for it: an operator, a person who links, Slack itself. */
const PATIENCE_MS = 2_500;
/** Nobody waits for a delivery. Below the time that it may take as a whole. */
export const DELIVERY_MS = 8_000;
/** Where Slack does not say how long to wait. */
const PAUSE_MS = 30_000;

export type Called<T> = { ok: true; value: T } | SlackFailure;
/** @param error Slack's own name for it, where it gave one */
export type SlackFailure = DeliveryFailure & { error?: string };

/**
 * Did the call change something? Then a response that is lost leaves open whether it happened; else it is as if it had
 * never been made.
 */
type Effect = 'writes' | 'reads';

/** Nothing is tried again by the SDK: that is for whoever knows how much time there is. */
export const slackClientOptions = (apiUrl: string | undefined, timeoutMs = PATIENCE_MS): WebClientOptions => ({
  ...(apiUrl && { slackApiUrl: apiUrl }),
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout: timeoutMs,
  logger: sdkLogger('Slack'),
  // A token is sent to Slack, and nowhere that a method's name might point to.
  allowAbsoluteUrls: false,
});

/** The Web API for one workspace. */
export const slackClient = (token: string, apiUrl?: string, timeoutMs?: number): WebClient =>
  new WebClient(token, slackClientOptions(apiUrl, timeoutMs));

/** Makes a call, and a result of whatever becomes of it. */
export const call = async <T extends WebAPICallResult>(effect: Effect, make: () => Promise<T>): Promise<Called<T>> => {
  try {
    return { ok: true, value: await make() };
  } catch (error) {
    return failureOf(error, effect);
  }
};

/** What became of a call that threw. */
export const failureOf = (error: unknown, effect: Effect): SlackFailure => {
  const lost = effect === 'writes' ? 'unknown_outcome' : 'transient';
  if (error instanceof WebAPIRateLimitedError)
    return {
      ok: false,
      kind: 'rate_limited',
      message: 'Slack asks for a pause.',
      retryAfterMs: error.retryAfter * 1_000,
    };
  if (error instanceof WebAPIPlatformError) return refusal(error, lost);
  if (error instanceof WebAPIHTTPError) {
    // A request that was not understood changed nothing; what a server or a proxy did before it failed, nobody knows.
    const kind = error.statusCode >= 500 || error.statusCode === 408 ? lost : 'transient';
    return { ok: false, kind, message: `Slack answered with status ${error.statusCode}.` };
  }
  if (error instanceof WebAPIRequestError)
    return {
      ok: false,
      kind: neverLeft(error.original) ? 'transient' : lost,
      message: `Slack could not be reached: ${causeOf(error.original)}.`,
    };
  const message = error instanceof Error ? error.message : String(error);
  // The SDK has no name for a 429 that does not say how long.
  if (message.startsWith('Retry header did not contain'))
    return { ok: false, kind: 'rate_limited', message: 'Slack asks for a pause.', retryAfterMs: PAUSE_MS };
  return { ok: false, kind: lost, message: `Slack's answer could not be read: ${message.slice(0, 200)}` };
};

const refusal = ({ data }: WebAPIPlatformError, lost: 'unknown_outcome' | 'transient'): SlackFailure => {
  const { kind, brokenInstallation } = meaningOf(data.error);
  if (kind === 'unknown_outcome') return { ok: false, kind: lost, message: 'Slack did not say what happened.' };
  const details = data.response_metadata?.messages?.join(' ').slice(0, 500);
  return {
    ok: false,
    kind,
    error: data.error,
    message: `Slack refused: ${data.error}${brokenInstallation ? ' (the app has to be installed again)' : ''}${details ? `. ${details}` : '.'}`,
    ...(kind === 'rate_limited' && { retryAfterMs: (data.response_metadata?.retryAfter ?? PAUSE_MS / 1_000) * 1_000 }),
  };
};
