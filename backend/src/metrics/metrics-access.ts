import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { AppConfig } from '../config/index.js';
import { sha256 } from '../platform/crypto/index.js';

/** A proxy writes these: what came through one came from somewhere else. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'];

/** With a token, who has it. Without one nobody in production, and else who sits at this machine. */
export const mayReadMetrics = (
  headers: IncomingHttpHeaders,
  { metricsToken, production }: Pick<AppConfig, 'metricsToken' | 'production'>,
): boolean => {
  if (metricsToken) return isSame(headers.authorization ?? '', `Bearer ${metricsToken}`);
  return !production && FORWARDED.every((name) => headers[name] === undefined);
};

/** Hashes are of one length, so neither it nor the time tells anything about the token. */
const isSame = (given: string, expected: string): boolean => timingSafeEqual(sha256(given), sha256(expected));
