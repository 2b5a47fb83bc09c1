type Attributes = Readonly<Record<string, string>>;

const zero = (name: string): RegExp => new RegExp(`(?:^|;)${name}:0(?:px|pt|em|rem|%)?(?:!important)?(?:;|$)`);
const HIDING: readonly RegExp[] = [
  /(?:^|;)display:none/,
  /(?:^|;)visibility:(?:hidden|collapse)/,
  /(?:^|;)mso-hide:all/,
  /(?:^|;)(?:left|right|top|text-indent|margin-left|margin-top):-\d{3,}/,
  /(?:^|;)color:transparent/,
  /(?:^|;)clip:rect\((?:0|1px)/,
  zero('font-size'),
  zero('opacity'),
];
const CLIPPED = [zero('max-height'), zero('height'), zero('width'), zero('max-width')];

/** Does nobody see what has this style? */
export const hides = (style: string): boolean => {
  const compact = style.slice(0, 2000).replace(/\s+/g, '').toLowerCase();
  if (HIDING.some((rule) => rule.test(compact))) return true;
  return compact.includes('overflow:hidden') && CLIPPED.some((rule) => rule.test(compact));
};

const UNSEEN = new Set([
  'head',
  'title',
  'style',
  'script',
  'template',
  'noscript',
  'object',
  'svg',
  'math',
  'select',
  'textarea',
  'iframe',
]);

/** Names of classes and ids that a style sheet of the mail hides everywhere. */
export type HiddenNames = ReadonlySet<string>;

export const isHidden = (tag: string, attributes: Attributes, names: HiddenNames): boolean =>
  UNSEEN.has(tag) ||
  'hidden' in attributes ||
  hides(attributes.style ?? '') ||
  (attributes.class ?? '').split(/\s+/, 50).some((name) => names.has(`.${name}`)) ||
  names.has(`#${attributes.id ?? ''}`);

const MAX_SHEET = 50_000;

/** Rules inside of `@media` hold for some screens only, so they hide nothing. */
const plainRules = (sheet: string): string[] => {
  const rules: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < sheet.length; at++) {
    if (sheet[at] === '{') depth++;
    if (sheet[at] !== '}') continue;
    depth = Math.max(0, depth - 1);
    if (depth > 0) continue;
    const rule = sheet.slice(from, at);
    if (!rule.trimStart().startsWith('@')) rules.push(rule);
    from = at + 1;
  }
  return rules;
};

/** Reads `.name`, `#name` and `tag.name`; a mail that hides more cleverly than this is not hiding from programs but from people. */
export const hiddenNames = (html: string): HiddenNames => {
  const sheets = [...html.matchAll(/<style[^>]{0,500}>([^<]*)/gi)].map(([, sheet]) => sheet ?? '');
  const text = sheets
    .join('\n')
    .slice(0, MAX_SHEET)
    .replace(/\/\*[^*]*\*\//g, '');
  return new Set(
    plainRules(text).flatMap((rule) => {
      const [selectors = '', style = ''] = rule.split('{');
      if (!hides(style)) return [];
      return selectors.split(',').flatMap((one) => /^\s*[a-z]*([.#][\w-]+)\s*$/i.exec(one)?.[1] ?? []);
    }),
  );
};
