/**
 * Slack's own markup. Three characters act in it and have an escape; what people and agents wrote never stands in mrkdwn
 * without it, and wherever possible in plain_text, where nothing acts at all.
 * https://docs.slack.dev/messaging/formatting-message-text#escaping
 */
export const escapeSlack = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A short name of ours within our own words: no mention, no link, no emphasis. */
export const label = (text: string): string => escapeSlack(text.replace(/[*_~`]+/g, ' ').trim());

/** A moment in the reader's own time zone. @param fallback for clients that cannot show it */
export const localTime = (iso: string, fallback: string): string =>
  `<!date^${Math.floor(Date.parse(iso) / 1_000)}^{date_short_pretty} at {time}|${escapeSlack(fallback)}>`;

export const mention = (userId: string): string => `<@${userId}>`;
