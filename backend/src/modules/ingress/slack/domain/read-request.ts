/** What one HTTP request of Slack says: an event, an interaction, a command. */
export type SlackPayload = Record<string, unknown>;

/**
 * Events come as JSON, commands as a form, interactions as JSON in a form's `payload`. Null: it is none of these.
 */
export const readRequest = (body: Buffer, contentType: string | undefined): SlackPayload | null => {
  const text = body.toString('utf8');
  if (/^application\/json\b/i.test(contentType ?? '')) return readObject(text);
  if (!/^application\/x-www-form-urlencoded\b/i.test(contentType ?? '')) return null;
  const form = Object.fromEntries(new URLSearchParams(text));
  return form.payload === undefined ? form : readObject(form.payload);
};

const readObject = (text: string): SlackPayload | null => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as SlackPayload) : null;
  } catch {
    return null;
  }
};
