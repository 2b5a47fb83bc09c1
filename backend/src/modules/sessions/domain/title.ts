const MAX_LENGTH = 60;

/** The first line of a message, cut at a word, as the name of its session. Never cuts a character in two. */
export const titleFromMessage = (text: string): string => {
  const line = (text.trim().split(/\r?\n/, 1)[0] ?? '').replace(/\s+/g, ' ').trim();
  const characters = [...new Intl.Segmenter().segment(line)].map((part) => part.segment);
  if (characters.length <= MAX_LENGTH) return line;
  const cut = characters.slice(0, MAX_LENGTH).join('');
  const lastSpace = cut.lastIndexOf(' ');
  return `${(lastSpace > MAX_LENGTH / 2 ? cut.slice(0, lastSpace) : cut).trimEnd()}…`;
};
