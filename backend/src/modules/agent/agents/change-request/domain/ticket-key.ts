/** The ticket that somebody names, such as SHOP-12. The last one, as people correct themselves. */
export const ticketKeyIn = (text: string): string | null =>
  text
    .match(/(?<![\p{L}\p{N}-])[A-Za-z][A-Za-z0-9]{1,9}-\d{1,6}(?![\p{L}\p{N}])/gu)
    ?.at(-1)
    ?.toUpperCase() ?? null;

/** An issue of a hosted repository: `#12`, `issue 12`. */
export const issueNumberIn = (text: string): string | null =>
  /(?:#|\bissue\s+#?|\bticket\s+#?)(\d{1,9})\b/i.exec(text)?.[1] ?? null;

const MOST_WORDS = 4;
const SMALL = new Set(
  'about after again also because been before being could does from have into more must nothing only other over should some such than that their them there they this until what when which while with would your'.split(
    ' ',
  ),
);

/** What to look for in the code: what stands in quotation marks, then the longest words of the title. */
export const searchWords = (title: string, text: string): string[] => {
  const quoted = [...text.matchAll(/["“`]([^"”`\n]{3,40})["”`]/g)].map(([, words = '']) => words.trim());
  const names = (title.match(/[\p{L}_][\p{L}\p{N}_]{3,}/gu) ?? [])
    .filter((word) => !SMALL.has(word.toLowerCase()))
    .map((word) => word.toLowerCase().replace(/(?:ies|s)$/, ''))
    .toSorted((a, b) => b.length - a.length);
  return [...new Set([...names.slice(0, 3), ...quoted, ...names.slice(3)])].slice(0, MOST_WORDS);
};
