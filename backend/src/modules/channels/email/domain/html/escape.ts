const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** For text and for attributes in double quotes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (letter) => ENTITIES[letter] ?? letter);

/** Words as they are: line ends stay, and so do blanks in a row. */
export const htmlWords = (text: string): string =>
  escapeHtml(text).replaceAll('\n', '<br>\n').replaceAll('  ', ' &nbsp;');
