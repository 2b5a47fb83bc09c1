import { z } from 'zod';
import { idSchema, nonBlankText, timestampSchema } from './text.js';

export const channelTypeSchema = z.enum(['WEB', 'EMAIL', 'SLACK']);
export type ChannelType = z.infer<typeof channelTypeSchema>;

export const channelStatusSchema = z.enum(['UNVERIFIED', 'ACTIVE', 'DEGRADED', 'DISCONNECTED']);
export type ChannelStatus = z.infer<typeof channelStatusSchema>;

/** Longest and shortest time a question may wait on one rung before it moves on, in milliseconds. */
export const MIN_WAIT_MS = 1_000;
export const MAX_WAIT_MS = 7 * 24 * 3_600_000;
export const waitMsSchema = z.int().min(MIN_WAIT_MS).max(MAX_WAIT_MS);

/** One person's address on one channel. */
export const channelSchema = z.object({
  id: idSchema,
  type: channelTypeSchema,
  /** Mail address, Slack user id; the person's own id for the web. */
  address: z.string(),
  /** Who it is, in words, such as "Mira Okafor (Acme)". Null: the address says it. */
  label: z.string().nullable(),
  status: channelStatusSchema,
  /** Order of preference, lowest first. */
  position: z.int(),
  /** How long a question waits here for an answer before it moves on (FB-6). */
  waitMs: waitMsSchema,
  verifiedAt: timestampSchema.nullable(),
  /** Why it cannot be used now, and what to do about it. Null when all is well. */
  problem: z.string().nullable(),
});
export type Channel = z.infer<typeof channelSchema>;

/** A channel this installation can speak, whether or not the person has an address on it. */
export const availableChannelSchema = z.object({
  type: channelTypeSchema,
  /** False: no adapter is connected, so nobody can add an address yet. */
  connected: z.boolean(),
  /** It is only a stand-in, to be tried on this machine (SBX-1): the page where one reads and answers. */
  standIn: z.string().nullable(),
});
export type AvailableChannel = z.infer<typeof availableChannelSchema>;

export const channelListSchema = z.object({
  items: z.array(channelSchema),
  available: z.array(availableChannelSchema),
});
export type ChannelList = z.infer<typeof channelListSchema>;

export const addChannelSchema = z.strictObject({
  type: z.enum(['EMAIL', 'SLACK']),
  address: nonBlankText(320),
});
export const updateChannelSchema = z.strictObject({ waitMs: waitMsSchema });
/** Every channel of the person, most preferred first. */
export const orderChannelsSchema = z.strictObject({ ids: z.array(idSchema).min(1).max(20) });
export const verifyChannelSchema = z.strictObject({
  code: z
    .string()
    .trim()
    .regex(/^\d{6}$/, 'is six digits'),
});
/** What became of a test message or a code: told at once, because somebody looks at the screen. */
export const channelTestSchema = z.object({ ok: z.boolean(), problem: z.string().nullable() });
export type ChannelTest = z.infer<typeof channelTestSchema>;

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is a time such as 22:00');

/** When and how a person wants to be asked (FB-7). */
export const preferencesSchema = z.strictObject({
  /** IANA name, such as Europe/Berlin. */
  timeZone: nonBlankText(64),
  /** From and to, in that zone; past midnight when `from` is later. Only HIGH questions disturb then. */
  quietHours: z.strictObject({ from: timeOfDay, to: timeOfDay }).nullable(),
  /** A reminder on the same thread, this long after the last word about a question. Null: none. */
  reminderMinutes: z.int().min(1).max(10_080).nullable(),
});
export type Preferences = z.infer<typeof preferencesSchema>;
