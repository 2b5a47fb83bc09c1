import { z } from 'zod';
import { passwordSchema, userSchema } from './auth.js';
import { channelStatusSchema, channelTypeSchema } from './channel.js';
import { idSchema, safeText, timestampSchema } from './text.js';

/** What administrators see of a person: who it is and how they come in, never what they write. */
export const adminUserSchema = userSchema.extend({
  /** Null: the account is in use. */
  disabledAt: timestampSchema.nullable(),
  /** When a login or a token of theirs was last used, to some minutes. Null: never, or so long ago that nothing is kept of it. */
  lastSeenAt: timestampSchema.nullable(),
  /** Places where they are signed in. */
  logins: z.int(),
  /** Personal access tokens that hold. */
  tokens: z.int(),
  /** Questions that wait for them. */
  waiting: z.int(),
  /** How they are reached beside the web. */
  channels: z.array(z.object({ type: channelTypeSchema, status: channelStatusSchema })),
});
export type AdminUser = z.infer<typeof adminUserSchema>;

export const listUsersSchema = z.strictObject({
  /** Part of a name or an address. */
  search: safeText(200).optional(),
  /** Id of the last one of the page before. */
  before: idSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const adminUserPageSchema = z.object({ items: z.array(adminUserSchema), hasMore: z.boolean() });
export type AdminUserPage = z.infer<typeof adminUserPageSchema>;

/** What an administrator changes about an account. Left out: it stays. */
export const changeUserSchema = z.strictObject({
  disabled: z.boolean().optional(),
  role: userSchema.shape.role.optional(),
});
export type ChangeUser = z.infer<typeof changeUserSchema>;

/** Given to the person by whoever made it; it works once, and until then. */
export const passwordLinkSchema = z.object({ url: z.url(), expiresAt: timestampSchema });
export type PasswordLink = z.infer<typeof passwordLinkSchema>;

const linkToken = z.string().min(1).max(1_000);
export const lookAtPasswordLinkSchema = z.strictObject({ token: linkToken });
/** Whose password the link sets. */
export const passwordLinkOwnerSchema = userSchema.pick({ name: true, email: true });
export type PasswordLinkOwner = z.infer<typeof passwordLinkOwnerSchema>;
export const setPasswordSchema = z.strictObject({ token: linkToken, password: passwordSchema });

export const changePasswordSchema = z.strictObject({
  current: z.string().min(1).max(200),
  password: passwordSchema,
});

/** Where somebody is signed in. */
export const loginSchema = z.object({
  id: idSchema,
  /** `parley-web`: a browser. */
  client: z.string(),
  createdAt: timestampSchema,
  /** When it was last renewed, which a client does every some minutes while it is in use. */
  lastUsedAt: timestampSchema,
  expiresAt: timestampSchema,
  /** The one that asks. */
  current: z.boolean(),
});
export type Login = z.infer<typeof loginSchema>;
