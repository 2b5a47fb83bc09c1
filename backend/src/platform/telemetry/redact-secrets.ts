const STRUCK = '[redacted]';
/** What is shorter is no secret, and would strike out half of every line. */
const SHORTEST = 8;

/** Of the configuration of this process, however they look: longest first, so that none survives in part. */
let known: string[] = [];

/** What must never leave this process in a line: said once at the start. As it stands, and as JSON and addresses write it. */
export const registerSecrets = (secrets: Iterable<string | undefined>): void => {
  const all = new Set(known);
  for (const secret of secrets) {
    if (!secret || secret.length < SHORTEST) continue;
    for (const form of [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]) all.add(form);
    all.add(Buffer.from(secret).toString('base64'));
  }
  known = [...all].sort((one, other) => other.length - one.length);
};

const NAMED = String.raw`(?<![\w-])((?:[\w-]{0,40}(?:password|secret|api[_-]?key|authorization|cookie)|(?:access_|refresh_|id_)?token)(?:\\{0,4}["'])?`;

/*
 * By how they look, for what comes and goes while the process runs. Each begins where no other letter of its kind stands before
 * it and repeats with a limit before it needs something else, so the time is linear in the text.
 */
const PATTERNS: readonly [RegExp, string][] = [
  [
    /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY[^"]*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|(?="|$))/g,
    STRUCK,
  ],
  [/(?<!\w)(bearer|basic)\s{1,3}[\w.~+/=-]{6,}/gi, `$1 ${STRUCK}`],
  [/(?<![\w-])eyJ[\w-]{5,}\.[\w-]{5,}(?:\.[\w-]*)?/g, STRUCK],
  [
    /(?<!\w)(?:gh[opusr]_|github_pat_|glpat-|xox[a-z]-|xapp-|sk-|rk_|sk_|npm_|hf_|AIza|ya29\.|1\/\/0|parley_pat_)[\w.-]{12,}/g,
    STRUCK,
  ],
  [/(\/\/)[^\s/:@"]{0,100}:[^\s/@"]{1,200}@/g, `$1${STRUCK}@`],
  [/(\/answer\/|\/channels\/links\/|[?&](?:link|pass|code|state|token)=)[^/?&#\s"\\]+/gi, `$1${STRUCK}`],
  // Named so, in quotes or not.
  [new RegExp(`${NAMED}\\s{0,3}[:=]\\s{0,3}\\\\{0,4}["'])[^"'\\\\]{6,1000}`, 'gi'), `$1${STRUCK}`],
  [new RegExp(`${NAMED}\\s{0,3}[:=]\\s{0,3})[^\\s"',;&}\\\\]{6,1000}`, 'gi'), `$1${STRUCK}`],
];

/** A text as it may stand in a log, a metric or an error that others read (T16). */
export const redactSecrets = (text: string): string => {
  let out = text;
  for (const secret of known) if (out.includes(secret)) out = out.replaceAll(secret, STRUCK);
  for (const [pattern, instead] of PATTERNS) out = out.replace(pattern, instead);
  return out;
};
