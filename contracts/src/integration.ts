import { z } from 'zod';
import { channelTypeSchema } from './channel.js';
import { idSchema, timestampSchema } from './text.js';

export const integrationStatusSchema = z.enum(['ACTIVE', 'NEEDS_REAUTH', 'DISABLED']);
export type IntegrationStatus = z.infer<typeof integrationStatusSchema>;

/** How an integration does, as far as is known. */
export const integrationHealthSchema = z.object({
  /** When the other side was last asked whether the permission stands, and what it said. `unsure`: it could not be asked. */
  checkedAt: timestampSchema.nullable(),
  check: z.enum(['alive', 'dead', 'unsure']).nullable(),
  message: z.string().nullable(),
  /** What it was granted and lacks of what Parley needs, in the provider's words. Null: not asked yet. */
  scopes: z.array(z.string()).nullable(),
  missing: z.array(z.string()),
  /** When something last came in from it. */
  lastInboundAt: timestampSchema.nullable(),
  /** When it last took something. */
  lastSentAt: timestampSchema.nullable(),
  /** Of what went out in the last hour. */
  lastHour: z.object({ sent: z.int(), failed: z.int() }),
  /** The last words to ourselves. Null: there were none yet. */
  canary: z
    .object({
      at: timestampSchema,
      state: z.enum(['under_way', 'came_back', 'failed']),
      /** From sending to hearing it. */
      tookMs: z.int().nullable(),
      problem: z.string().nullable(),
    })
    .nullable(),
});
export type IntegrationHealth = z.infer<typeof integrationHealthSchema>;

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
  /** How a mailbox is read. Null: it is none. */
  mailbox: z
    .object({
      /** Google tells at once what arrives, until then. Null: it is only asked. */
      watchedUntil: timestampSchema.nullable(),
      /** When it was last asked with success. Null: not yet. */
      lookedAt: timestampSchema.nullable(),
      lastMailAt: timestampSchema.nullable(),
      /** Why the last look failed. */
      problem: z.string().nullable(),
    })
    .nullable(),
  health: integrationHealthSchema,
});
export type Integration = z.infer<typeof integrationSchema>;

export const integrationListSchema = z.object({
  items: z.array(integrationSchema),
  /** Is Parley set up as an app of Slack, and can it be installed in workspaces from here? */
  slack: z.object({ connected: z.boolean(), canInstall: z.boolean() }),
  /** Is Parley set up as an app of Google, so that mailboxes can be connected, and may Google push? */
  gmail: z.object({ connected: z.boolean(), push: z.boolean() }),
});
export type IntegrationList = z.infer<typeof integrationListSchema>;

/** Where an administrator goes on, within minutes and once. */
export const connectStartSchema = z.object({ url: z.url() });
export type ConnectStart = z.infer<typeof connectStartSchema>;

/** `integrationId`: that mailbox again, and no other. */
export const connectMailboxSchema = z.strictObject({ integrationId: idSchema.optional() });
export type ConnectMailbox = z.infer<typeof connectMailboxSchema>;

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
