import { z } from 'zod';
import { idSchema, nonBlankText, safeText, timestampSchema } from './text.js';

export const userRoleSchema = z.enum(['ADMIN', 'MEMBER']);
export const userSchema = z.object({
  id: idSchema,
  email: z.string(),
  name: z.string(),
  role: userRoleSchema,
  createdAt: timestampSchema,
});
export type User = z.infer<typeof userSchema>;

/** Longest accepted password. Argon2id takes any length; the cap keeps hashing cheap to bound. */
export const passwordSchema = safeText(200, 10);

export const registerSchema = z.strictObject({
  email: z.email().max(254),
  name: nonBlankText(100),
  password: passwordSchema,
});

/** First-party clients. The web client's refresh token travels in an HttpOnly cookie, never in a body. */
export const clientIdSchema = z.enum(['parley-web', 'parley-cli']);

/** RFC 6749 §4.3.2 and §6, sent as application/x-www-form-urlencoded; unknown parameters are ignored (§3.2). */
export const tokenRequestSchema = z.discriminatedUnion('grant_type', [
  z.object({
    grant_type: z.literal('password'),
    client_id: clientIdSchema,
    username: z.string().min(1).max(254),
    password: z.string().min(1).max(200),
  }),
  z.object({
    grant_type: z.literal('refresh_token'),
    client_id: clientIdSchema,
    refresh_token: z.string().min(1).max(200).optional(),
  }),
]);
export type TokenRequest = z.infer<typeof tokenRequestSchema>;

export const tokenResponseSchema = z.object({
  access_token: z.string(),
  token_type: z.literal('Bearer'),
  /** Seconds. */
  expires_in: z.int(),
  /** Only for clients without a cookie jar. */
  refresh_token: z.string().optional(),
});
export type TokenResponse = z.infer<typeof tokenResponseSchema>;

/** RFC 7009 §2.1. Without a token the refresh cookie is revoked. */
export const revokeRequestSchema = z.object({
  token: z.string().max(4_096).optional(),
  token_type_hint: z.enum(['access_token', 'refresh_token']).optional(),
  client_id: clientIdSchema,
});

/** Personal access token, for programs. */
export const accessTokenSchema = z.object({
  id: idSchema,
  name: z.string(),
  createdAt: timestampSchema,
  lastUsedAt: timestampSchema.nullable(),
  expiresAt: timestampSchema,
});
export type AccessToken = z.infer<typeof accessTokenSchema>;

export const createAccessTokenSchema = z.strictObject({
  name: nonBlankText(100),
  expiresInDays: z.int().min(1).max(366).default(90),
});

/** The only time that the token itself is shown. */
export const createdAccessTokenSchema = accessTokenSchema.extend({ token: z.string() });
export type CreatedAccessToken = z.infer<typeof createdAccessTokenSchema>;

/** RFC 6749 §5.2, the body of a 400 from the token and the revocation endpoint. */
export const oauthErrorSchema = z.object({
  error: z.enum(['invalid_request', 'invalid_client', 'invalid_grant', 'unsupported_grant_type']),
  error_description: z.string(),
});
export type OAuthErrorBody = z.infer<typeof oauthErrorSchema>;
