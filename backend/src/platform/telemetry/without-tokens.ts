/**
 * Where a path or a query carries what only its holder may know: the pages behind buttons in mails and links of Slack, the way to
 * Google's and Slack's consent pages and back.
 */
const CARRIES_TOKEN = /(\/answer\/|\/channels\/links\/|[?&](?:link|pass|code|state)=)[^/?&#]+/gi;

/** An address as it may stand in a log (T16). */
export const withoutTokens = (url: string): string => url.replace(CARRIES_TOKEN, '$1[redacted]');
