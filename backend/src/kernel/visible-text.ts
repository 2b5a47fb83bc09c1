/**
 * Words of somebody else as a line that people can trust their eyes with: no control characters, nothing that is invisible
 * or turns the direction of writing, no white space but single spaces.
 */
export const visibleLine = (text: string, maxLength: number): string =>
  cut(
    text
      .toWellFormed()
      .normalize('NFKC')
      .replace(/[\p{Zs}\p{Zl}\p{Zp}\s]+/gu, ' ')
      .replace(/\p{C}|\p{Default_Ignorable_Code_Point}/gu, '')
      .trim(),
    maxLength,
  );

/** The same for a text of several lines. */
export const visibleText = (text: string, maxLength: number): string =>
  cut(
    text
      .toWellFormed()
      .replace(/\r\n?/g, '\n')
      .replace(/[^\P{C}\n\t]/gu, '')
      .trim(),
    maxLength,
  );

const cut = (text: string, maxLength: number): string =>
  text.length <= maxLength
    ? text
    : `${text
        .slice(0, maxLength - 1)
        .replace(/[\ud800-\udbff]$/, '')
        .trimEnd()}…`;
