import EmailReplyParser from 'email-reply-parser';

const MAX_CHARACTERS = 20_000;
const MAX_LINE = 1_000;

/**
 * The second opinion: where a widely used library sees a quote that we did not see. Only its quotes count; what it takes for
 * a signature ("Cheers" and all below it) can hold a condition. Its patterns are slow on long lines, so it gets none.
 * @returns the index of the first quoted line
 */
export const quoteByLibrary = (lines: readonly string[]): number | null => {
  const text = lines.join('\n');
  if (text.length > MAX_CHARACTERS || lines.some((line) => line.length > MAX_LINE)) return null;
  const quoted = new EmailReplyParser()
    .read(text)
    .getFragments()
    .find((fragment) => fragment.isQuoted());
  const first = quoted?.getContent().trim().split('\n')[0]?.trim();
  if (!first) return null;
  // It joins broken lines, so ours can be the beginning of its own.
  const at = lines.findIndex((line) => line.trim() !== '' && first.startsWith(line.trim()));
  return at >= 0 ? at : null;
};
