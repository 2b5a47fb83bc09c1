const MAX_LENGTH = 400;

/** What BAML says is wrong with an answer, in one short line: it appends a native stack trace and nested causes. */
export const failureText = (error: unknown): string => {
  const message = error instanceof Error ? error.message : String(error);
  const reasons = [...message.matchAll(/reason: "((?:[^"\\]|\\.)*)"/g)].map((match) => match[1]);
  const text = reasons.length > 0 ? reasons.join('; ') : (message.split('\n')[0] ?? '');
  return text.slice(0, MAX_LENGTH);
};
