import type { ChannelType } from '@parley/contracts';

/** Pages of the channels that are stand-ins on this machine (SBX-1): there one reads and answers as a person. */
export type StandIns = Readonly<Partial<Record<ChannelType, string>>>;
export const STAND_INS = Symbol('STAND_INS');

const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]']);

/** @param apiUrls where the API of each channel is; undefined: its provider's own */
export const standInsOf = (apiUrls: Partial<Record<ChannelType, string | undefined>>): StandIns =>
  Object.fromEntries(
    Object.entries(apiUrls).flatMap(([type, apiUrl]) => {
      const url = apiUrl === undefined ? undefined : new URL(apiUrl);
      return url && LOCAL.has(url.hostname) ? [[type, url.origin]] : [];
    }),
  );
