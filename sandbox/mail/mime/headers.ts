export interface Header {
  name: string;
  value: string;
}

const END_OF_HEADERS = /\r?\n\r?\n/;

/** Raw mail is one character per byte. */
export const splitMail = (raw: string): { head: string; body: string } => {
  const end = END_OF_HEADERS.exec(raw);
  if (!end) return { head: raw, body: '' };
  return { head: raw.slice(0, end.index), body: raw.slice(end.index + end[0].length) };
};

const decoded = (bytes: Buffer, charset: string): string => {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return bytes.toString('utf8');
  }
};

const WORD = /=\?([^?*]+)(?:\*[^?]*)?\?([bq])\?([^?]*)\?=/gi;

/** RFC 2047. */
export const decodeWords = (text: string): string =>
  text.replace(/\?=\s+=\?/g, '?==?').replace(WORD, (_, charset: string, encoding: string, data: string) => {
    const bytes =
      encoding.toLowerCase() === 'b'
        ? Buffer.from(data, 'base64')
        : Buffer.from(unquoted(data.replaceAll('_', ' ')), 'latin1');
    return decoded(bytes, charset);
  });

const unquoted = (text: string): string =>
  text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** The headers from top to bottom, unfolded and decoded, as the Gmail API shows them. */
export const parseHeaders = (head: string): Header[] =>
  head
    .replace(/\r?\n(?=[ \t])/g, '')
    .split(/\r?\n/)
    .flatMap((line) => {
      const colon = line.indexOf(':');
      if (colon < 1) return [];
      const text = Buffer.from(line.slice(colon + 1).trim(), 'latin1').toString('utf8');
      return [{ name: line.slice(0, colon).trim(), value: decodeWords(text) }];
    });

export const headersOf = (raw: string): Header[] => parseHeaders(splitMail(raw).head);

/** The topmost one. */
export const headerOf = (headers: readonly Header[], name: string): string | undefined =>
  headers.find((header) => header.name.toLowerCase() === name.toLowerCase())?.value;

/** `<id>` of In-Reply-To and References, the nearest one first. */
export const referencesOf = (headers: readonly Header[]): string[] => {
  const ids = (name: string) => headerOf(headers, name)?.match(/<[^<>\s]+>/g) ?? [];
  return [...new Set([...ids('In-Reply-To'), ...ids('References').toReversed()])];
};

/** Takes headers of these names out, folded lines too. */
export const withoutHeaders = (raw: string, ...names: string[]): string => {
  const { head } = splitMail(raw);
  const pattern = new RegExp(`^(?:${names.join('|')}):.*(?:\\r?\\n[ \\t].*)*\\r?\\n?`, 'gim');
  return head.replace(pattern, '').replace(/\r?\n$/, '') + raw.slice(head.length);
};

/** Puts headers on top. */
export const withHeaders = (raw: string, headers: readonly Header[]): string =>
  headers.map(({ name, value }) => `${name}: ${Buffer.from(value, 'utf8').toString('latin1')}\r\n`).join('') + raw;

/** RFC 2047 where it must be. */
export const encodeWords = (text: string): string =>
  /^[\x20-\x7e]*$/.test(text) ? text : `=?UTF-8?B?${Buffer.from(text, 'utf8').toString('base64')}?=`;
