import { OAuth2Client } from 'google-auth-library';
import type { GoogleSettings } from '../../../../config/index.js';

export type GoogleApp = Pick<GoogleSettings, 'clientId' | 'clientSecret' | 'apiUrl'>;

/** For a token. With the call that waits for it, it stays below the time that a delivery may take as a whole. */
const TOKEN_MS = 3_000;

/**
 * Google's own client, at the address that is configured. It tries nothing again: that is for whoever knows how much time
 * there is. And it logs nothing, whatever the environment says: payloads and tokens would be in it (T16).
 */
export const googleAuth = (
  { clientId, clientSecret, apiUrl }: GoogleApp,
  { redirectUri, timeoutMs = TOKEN_MS }: { redirectUri?: string; timeoutMs?: number } = {},
): OAuth2Client => {
  const auth = new OAuth2Client({
    ...{ clientId, clientSecret, useAuthRequestParameters: false, transporterOptions: { timeout: timeoutMs } },
    ...(redirectUri && { redirectUri }),
    ...(apiUrl && { endpoints: endpointsAt(apiUrl) }),
  });
  const { request, response } = auth.transporter.interceptors;
  request.add({
    // Calls of its own for tokens and certificates would be tried three times more, in the middle of somebody's wait.
    resolved: async (options) => Object.assign(options, { retry: false, retryConfig: undefined }),
  });
  response.add({
    rejected: async (error) => {
      if (error.status === 401 && error.config.headers.has('authorization')) forgetLife(auth);
      throw error;
    },
  });
  return auth;
};

/**
 * Google has taken an access token back before its time. Of one whose end is unknown the SDK asks for another and repeats
 * the call, once. Its own switch for that, `forceRefreshOnFailure`, does so with every 403 too: then whoever calls too often
 * calls twice as often.
 */
const forgetLife = (auth: OAuth2Client): void => {
  auth.credentials.expiry_date = null;
};

const endpointsAt = (url: string) => ({
  oauth2AuthBaseUrl: `${url}/o/oauth2/v2/auth`,
  oauth2TokenUrl: `${url}/token`,
  oauth2RevokeUrl: `${url}/revoke`,
  tokenInfoUrl: `${url}/tokeninfo`,
  oauth2FederatedSignonPemCertsUrl: `${url}/oauth2/v1/certs`,
  oauth2FederatedSignonJwkCertsUrl: `${url}/oauth2/v3/certs`,
});
