import { z } from 'zod';
import { channelTypeSchema } from './channel.js';
import { idSchema, timestampSchema } from './text.js';

export const integrationStatusSchema = z.enum(['ACTIVE', 'NEEDS_REAUTH', 'DISABLED']);
export type IntegrationStatus = z.infer<typeof integrationStatusSchema>;

/** Parley's own connection to a Slack workspace or a mailbox. Never holds a secret. */
export const integrationSchema = z.object({
  id: idSchema,
  type: channelTypeSchema,
  /** Slack team id or mail address. */
  externalId: z.string(),
  name: z.string(),
  status: integrationStatusSchema,
  /** Why it cannot be used now, and what to do about it. Null when all is well. */
  problem: z.string().nullable(),
  /** How many people are reached through it. */
  people: z.int(),
  connectedAt: timestampSchema,
});
export type Integration = z.infer<typeof integrationSchema>;

export const integrationListSchema = z.object({
  items: z.array(integrationSchema),
  /** Is Parley set up as an app of Slack, and can it be installed in workspaces from here? */
  slack: z.object({ connected: z.boolean(), canInstall: z.boolean() }),
});
export type IntegrationList = z.infer<typeof integrationListSchema>;

/** Where an administrator goes on, within minutes and once. */
export const installStartSchema = z.object({ url: z.url() });
export type InstallStart = z.infer<typeof installStartSchema>;

/** Whom a link from Slack would join to the account of who opens it. */
export const channelLinkSchema = z.object({
  type: channelTypeSchema,
  address: z.string(),
  /** As the channel knows them. */
  name: z.string(),
  email: z.string().nullable(),
  workspace: z.string(),
  /** `free`: can be linked. `yours`: is linked to you already. `taken`: somebody else has it. */
  state: z.enum(['free', 'yours', 'taken']),
});
export type ChannelLink = z.infer<typeof channelLinkSchema>;
