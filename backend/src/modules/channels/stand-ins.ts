import type { ChannelType } from '@parley/contracts';

/** Pages of the channels that are stand-ins on this machine (SBX-1): there one reads and answers as a person. */
export type StandIns = Readonly<Partial<Record<ChannelType, string>>>;
export const STAND_INS = Symbol('STAND_INS');

/** Names below localhost are this machine too (RFC 6761 §6.3). */
const isLocal = (hostname: string) =>
  ['localhost', '127.0.0.1', '[::1]'].includes(hostname) || hostname.endsWith('.localhost');

/** @param apiUrls where the API of each channel is; undefined: its provider's own */
export const standInsOf = (apiUrls: Partial<Record<ChannelType, string | undefined>>): StandIns =>
  Object.fromEntries(
    Object.entries(apiUrls).flatMap(([type, apiUrl]) => {
      const url = apiUrl === undefined ? undefined : new URL(apiUrl);
      return url && isLocal(url.hostname) ? [[type, url.origin]] : [];
    }),
  );
