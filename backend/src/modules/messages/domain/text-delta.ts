/** From `sent` to `text`: everything from `offset` (UTF-16 code units) on becomes `text`. Null when nothing changed. */
export const textDelta = (sent: string, text: string): { offset: number; text: string } | null => {
  if (text === sent) return null;
  if (text.startsWith(sent)) return { offset: sent.length, text: text.slice(sent.length) };
  let offset = 0;
  const end = Math.min(sent.length, text.length);
  while (offset < end && sent.charCodeAt(offset) === text.charCodeAt(offset)) offset++;
  return { offset, text: text.slice(offset) };
};
