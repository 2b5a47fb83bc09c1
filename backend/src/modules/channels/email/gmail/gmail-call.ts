import type { DeliveryFailure } from '../../domain/channel-adapter.js';
import { causeOf, neverLeft } from '../../domain/network-errors.js';
import { type Effect, type GmailError, meaningOf } from '../domain/gmail-errors.js';
import { googleErrorIn } from './domain/google-error.js';

/** @param gone what was asked for is not there */
export type GmailFailure = DeliveryFailure & { gone?: boolean };
export type Called<T> = { ok: true; value: T } | GmailFailure;

/** As the SDK throws it, whatever its version: nothing in it is taken for granted. */
interface SdkError extends Error {
  config?: { url?: unknown };
  response?: { status?: unknown; headers?: unknown; data?: unknown };
}

/** Makes a call, and a result of whatever becomes of it. */
export const call = async <T>(effect: Effect, make: () => Promise<{ data: T }>): Promise<Called<T>> => {
  try {
    return { ok: true, value: (await make()).data };
  } catch (error) {
    return failureOf(error instanceof Error ? error : new Error(String(error)), effect);
  }
};

const failureOf = (error: SdkError, effect: Effect): GmailFailure => {
  const told = toldBy(error);
  if (told) return refusal(told, effect);
  const begun = effect === 'writes' && !isOfToken(error) && !neverLeft(error);
  const kind = begun ? 'unknown_outcome' : 'transient';
  return { ok: false, kind, message: `Gmail could not be reached: ${causeOf(error).slice(0, 200)}.` };
};

const refusal = (told: GmailError, effect: Effect): GmailFailure => {
  const { kind, gone, retryAfterMs } = meaningOf(told, effect);
  const reason = told.reason ?? `status ${told.status}`;
  return {
    ...{
      ok: false,
      kind,
      message: `Gmail refused: ${[reason, told.message].filter(Boolean).join(', ').slice(0, 300)}.`,
    },
    ...(gone && { gone }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
};

/** Null: there was no answer. */
const toldBy = (error: SdkError): GmailError | null => {
  const { status, headers, data } = error.response ?? {};
  if (typeof status !== 'number') return null;
  const { reason, message } = googleErrorIn(data);
  return { status, reason, message, ofToken: isOfToken(error), pauseMs: pauseIn(headers, message) };
};

const isOfToken = ({ config }: SdkError): boolean =>
  config?.url !== undefined && !String(config.url).includes('/gmail/v1/');

/** "Retry after 2026-11-22T10:00:00.000Z", as Gmail words the limit of a sender. */
const UNTIL = /retry after (\d{4}-\d\d-\d\dT[\d:.]+Z)/i;

const pauseIn = (headers: unknown, message: string): number | null => {
  const header = (headers as { get?(name: string): unknown } | undefined)?.get?.('retry-after');
  const given = typeof header === 'string' ? header.trim() : '';
  if (given) {
    const seconds = Number(given);
    return Math.max(0, Number.isNaN(seconds) ? Date.parse(given) - Date.now() : seconds * 1_000) || null;
  }
  const until = UNTIL.exec(message)?.[1];
  return until ? Math.max(0, Date.parse(until) - Date.now()) : null;
};
