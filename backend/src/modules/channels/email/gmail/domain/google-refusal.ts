import { googleErrorIn } from './google-error.js';

interface GoogleRefusal {
  status: number;
  reason: string | null;
}

/** How Google said no. Undefined: nobody answered. */
export const refusalOf = (error: unknown): GoogleRefusal | undefined => {
  const { response } = error as { response?: { status: number; data?: unknown } };
  return response && { status: response.status, reason: googleErrorIn(response.data).reason };
};

/**
 * Refusals that say of the permission itself that it is gone, or was never enough, as sentences for operators. Nothing else
 * is proof: not a limit, not a failure, not a refusal of one call.
 * https://developers.google.com/identity/protocols/oauth2#expiration, …/workspace/gmail/api/guides/handle-errors
 */
const LOST: Readonly<Record<string, string>> = {
  invalid_grant:
    'Google says: invalid_grant. The permission was taken back or has run out (that of a consent screen in testing lasts seven days).',
  invalid_client:
    'Google says: invalid_client. GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET are not right, or not any more.',
  unauthorized_client: 'Google says: unauthorized_client. The permission was given to another GOOGLE_CLIENT_ID.',
  deleted_client: 'Google says: deleted_client. The OAuth client of GOOGLE_CLIENT_ID was deleted.',
  disabled_client: 'Google says: disabled_client. The OAuth client of GOOGLE_CLIENT_ID is disabled.',
  admin_policy_enforced:
    'Google says: admin_policy_enforced. The administrator of this Google domain does not allow it.',
  domainPolicy: 'Google says: domainPolicy. The administrator of this Google domain does not allow it.',
  insufficientPermissions: 'Google says: insufficientPermissions. Not all was allowed that Parley needs.',
  failedPrecondition: 'Google says: failedPrecondition. This account has no Gmail.',
  accessNotConfigured: 'Google says: accessNotConfigured. The Gmail API is not enabled in the Google Cloud project.',
};

/** Why a permission does not stand any more, or null: this is no proof of it. */
export const whyLost = (error: unknown): string | null => {
  const refusal = refusalOf(error);
  if (!refusal) return null;
  const { status, reason } = refusal;
  if (reason && Object.hasOwn(LOST, reason)) return LOST[reason] ?? null;
  // Called with a token that Google gave a moment ago.
  return status === 401
    ? `Google says: ${reason ?? 'unauthorized'}. The account does not take its own permission.`
    : null;
};
