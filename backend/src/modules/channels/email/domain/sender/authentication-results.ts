/** One `method=result` with its properties (RFC 8601 §2.2). */
export interface MethodResult {
  method: string;
  result: string;
  properties: ReadonlyMap<string, string>;
}

export interface AuthenticationResults {
  /** As it stands there, letter by letter. */
  authserv: string;
  results: readonly MethodResult[];
}

/** Comments go, quoted strings become words in which nothing is read, so neither can pass for a result. */
const scrub = (value: string): string | null => {
  let out = '';
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < value.length; at++) {
    const character = value[at] ?? '';
    if (character === '\\') {
      at++;
      if (quoted) out += '_';
    } else if (quoted) {
      quoted = character !== '"';
      if (quoted) out += /[;=\s()]/.test(character) ? '_' : character;
    } else if (character === '(') depth++;
    else if (character === ')') depth--;
    else if (depth === 0) {
      quoted = character === '"';
      if (quoted) out += '';
      else out += character;
    }
    if (depth < 0) return null;
  }
  return depth === 0 && !quoted ? out : null;
};

const readResult = (text: string): MethodResult | null => {
  const [head, ...rest] = text
    .replace(/\s*=\s*/g, '=')
    .trim()
    .split(/\s+/);
  const [, method, result] = /^([a-z0-9-]+)(?:\/\d+)?=([a-z]+)$/i.exec(head ?? '') ?? [];
  if (!method || !result) return null;
  const properties = new Map<string, string>();
  for (const pair of rest) {
    const [, name, value] = /^([a-z0-9.-]+)=(\S+)$/i.exec(pair) ?? [];
    if (name && value && !properties.has(name.toLowerCase())) properties.set(name.toLowerCase(), value.toLowerCase());
  }
  return { method: method.toLowerCase(), result: result.toLowerCase(), properties };
};

const MAX_LENGTH = 20_000;

/** @returns null when it is not in the form of the RFC: then it says nothing */
export const parseAuthenticationResults = (value: string): AuthenticationResults | null => {
  const clean = value.length > MAX_LENGTH ? null : scrub(value);
  if (clean === null) return null;
  const [head = '', ...rest] = clean.split(';');
  const [authserv = '', version] = head.trim().split(/\s+/);
  if (version !== undefined && version !== '1') return null;
  return { authserv, results: rest.map(readResult).filter((result) => result !== null) };
};
