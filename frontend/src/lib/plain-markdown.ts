/** The words of a Markdown text without its marks, in one line: for a preview and for a voice. */
export const plainMarkdown = (text: string): string =>
  text
    .replace(/```[\s\S]*?(?:```|$)/g, ' (code) ')
    // Heads, quotes and bullets, also several in a row: `> **Su`, `- [ ] one`.
    .replace(/^[ \t]*(?:(?:#{1,6}|>|[-*+]|\d{1,9}[.)])(?:[ \t]+|$)|>)+(?:\[[ xX]\][ \t]+)?/gm, '')
    // Rules and the line below a table's head.
    .replace(/^[ \t]*[|:*_ \t-]*(?:--|\*\*|__|\|)[|:*_ \t-]*$/gm, '')
    .replace(/^[ \t]*\|(.*?)\|?[ \t]*$/gm, (_row, cells: string) => cells.replace(/(?<!\\)\|/g, ', '))
    .replace(/!?\[([^\]\n]*)\]\([^)\s]*(?:\s"[^"]*")?\)/g, '$1')
    .replace(/\*\*|~~|`/g, '')
    .replace(/(?<![\p{L}\p{N}*])\*(?=[^\s*])|(?<=[^\s*])\*(?![\p{L}\p{N}*])/gu, '')
    // An underscore within a word is part of it.
    .replace(/(?<![\p{L}\p{N}_])_{1,2}(?=[^\s_])|(?<=[^\s_])_{1,2}(?![\p{L}\p{N}_])/gu, '')
    .replace(/\s+,|,(?:\s*,)+/g, ',')
    .replace(/\s+/g, ' ')
    .trim();
