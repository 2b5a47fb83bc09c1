/** Stands where something was struck out. */
export const STRUCK = '[redacted]';
const TOO_DEEP = 60;
/** Nobody reads further, and patterns cost with length. Far above what is shown in the end. */
const LONGEST = 200_000;

const SECRET_WORDS =
  'passwo?r?d|passphrase|passcode|pwd|secret|authorization|cookie|credential|api[_-]?key|apikey|private[_-]?key|access[_-]?key|client[_-]?key|signature|bearer';
const SECRET_KEY = new RegExp(`${SECRET_WORDS}|^otp$|^pin$|^auth$|^jwt$`, 'i');
/** Counts of tokens are no secrets; a token is. */
const TOKEN_KEY = /token/i;

/*
 * Each begins where no other letter of its kind stands before it, and repeats with a limit before it needs something else:
 * so the time is linear in the text, whatever the text is.
 */
const PATTERNS: readonly [RegExp, string][] = [
  [
    /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|$)/g,
    STRUCK,
  ],
  [/(?<![\w-])((?:set-)?cookie|(?:proxy-)?authorization)((?:\\{0,4}["'])?\s{0,3}:\s{0,3})[^\r\n]+/gi, `$1$2${STRUCK}`],
  [/(?<!\w)(bearer|basic|negotiate)\s{1,3}[\w.~+/=-]{6,}/gi, `$1 ${STRUCK}`],
  [/(?<![\w-])eyJ[\w-]{5,}\.[\w-]{5,}(?:\.[\w-]*)?/g, STRUCK],
  [/(?<!\w)(?:AKIA|ASIA|AIDA|AROA)[0-9A-Z]{16}(?!\w)/g, STRUCK],
  [
    /(?<!\w)(?:gh[opusr]_|github_pat_|glpat-|xox[a-z]-|xapp-|sk-|rk_|sk_|pk_live_|npm_|hf_|AIza|ya29\.|1\/\/0)[\w.-]{16,}/g,
    STRUCK,
  ],
  [/(\/\/)[^\s/:@]{0,100}:[^\s/@]{1,200}@/g, `$1${STRUCK}@`],
  [
    new RegExp(
      `(?<![\\w-])([\\w-]{0,40}(?:${SECRET_WORDS}|token(?!s))[\\w-]{0,40}(?:\\\\{0,4}["'])?\\s{0,3}[:=]\\s{0,3})` +
        `(?:"(?:[^"\\\\\\r\\n]|\\\\.)*"?|'(?:[^'\\\\\\r\\n]|\\\\.)*'?|\\\\{1,4}"[^"\\r\\n]*"?|[[{][^\\]}]*[\\]}]?|[^\\s,;&"'}\\]]+)`,
      'gi',
    ),
    `$1${STRUCK}`,
  ],
];

/** @param secrets texts that must not come out, such as answers to sensitive questions */
export const redactText = (text: string, secrets: readonly string[] = []): string => {
  let out = text.length > LONGEST ? text.slice(0, LONGEST) : text;
  for (const secret of secrets) out = out.split(secret).join(STRUCK);
  for (const [pattern, instead] of PATTERNS) out = out.replace(pattern, instead);
  return out;
};

const isSecret = (key: string, value: unknown): boolean =>
  SECRET_KEY.test(key) || (TOKEN_KEY.test(key) && typeof value !== 'number' && typeof value !== 'boolean');

/**
 * What may be shown of a step's input or output (AG-8): values under telling names, and what looks like a secret inside of
 * any text, are struck out. It errs on the side of striking out. The shape is kept.
 */
export const redact = (value: unknown, secrets: readonly string[] = [], depth = 0): unknown => {
  if (depth >= TOO_DEEP) return STRUCK;
  if (typeof value === 'string') return redactJson(value, secrets, depth) ?? redactText(value, secrets);
  if (value === null || typeof value !== 'object') return secrets.includes(String(value)) ? STRUCK : value;
  if (Array.isArray(value)) return value.map((item) => redact(item, secrets, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      redactText(key, secrets),
      member !== null && isSecret(key, member) ? STRUCK : redact(member, secrets, depth + 1),
    ]),
  );
};

/** Tools like to answer in JSON that is a text: its names tell more than its letters do. Null: it is none. */
const redactJson = (text: string, secrets: readonly string[], depth: number): string | null => {
  if (text.length > LONGEST || !/^\s*[{["]/.test(text)) return null;
  try {
    const value: unknown = JSON.parse(text);
    return JSON.stringify(redact(value, secrets, depth + 1), null, text.includes('\n') ? 2 : 0);
  } catch {
    return null;
  }
};

/** Every text in a value that is long enough to be told from chance, longest first: what to strike out wherever it shows. */
export const textsIn = (value: unknown): string[] => {
  const found = new Set<string>();
  const visit = (part: unknown) => {
    if (typeof part === 'string' || typeof part === 'number') {
      const text = String(part);
      // As it stands, and as it stands in JSON that is a text itself.
      if (text.trim().length >= 3) found.add(text).add(JSON.stringify(text).slice(1, -1));
    } else if (part !== null && typeof part === 'object') Object.values(part).forEach(visit);
  };
  visit(value);
  return [...found].sort((a, b) => b.length - a.length);
};
