/**
 * Model text as PostgreSQL and JSON can hold it. A stream may stop between the halves of a surrogate pair, so a
 * trailing high half is held back; NUL is dropped and any other lone half becomes U+FFFD.
 */
export const storableText = (text: string): string =>
  text
    .replace(/[\ud800-\udbff]$/, '')
    .toWellFormed()
    .replaceAll('\0', '');
