/** Where a path or a query carries what only its holder may know: the pages behind buttons in mails and links of Slack. */
const CARRIES_TOKEN = /(\/answer\/|\/channels\/links\/|[?&]link=)[^/?&#]+/gi;

/** An address as it may stand in a log (T16). */
export const withoutTokens = (url: string): string => url.replace(CARRIES_TOKEN, '$1[redacted]');
