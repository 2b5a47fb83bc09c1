import { createHighlighterCore, type HighlighterCore, type LanguageInput } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';

export interface Token {
  text: string;
  light: string | undefined;
  dark: string | undefined;
}
export type TokenLine = Token[];

/** Each language is its own chunk, loaded when code in it first shows. */
const LANGUAGES: Record<string, () => LanguageInput> = {
  bash: () => import('shiki/langs/shellscript.mjs'),
  css: () => import('shiki/langs/css.mjs'),
  diff: () => import('shiki/langs/diff.mjs'),
  go: () => import('shiki/langs/go.mjs'),
  html: () => import('shiki/langs/html.mjs'),
  java: () => import('shiki/langs/java.mjs'),
  javascript: () => import('shiki/langs/javascript.mjs'),
  json: () => import('shiki/langs/json.mjs'),
  markdown: () => import('shiki/langs/markdown.mjs'),
  python: () => import('shiki/langs/python.mjs'),
  rust: () => import('shiki/langs/rust.mjs'),
  sql: () => import('shiki/langs/sql.mjs'),
  tsx: () => import('shiki/langs/tsx.mjs'),
  typescript: () => import('shiki/langs/typescript.mjs'),
  yaml: () => import('shiki/langs/yaml.mjs'),
};
const ALIASES: Record<string, string> = {
  console: 'bash',
  js: 'javascript',
  jsx: 'tsx',
  md: 'markdown',
  py: 'python',
  rs: 'rust',
  sh: 'bash',
  shell: 'bash',
  shellscript: 'bash',
  ts: 'typescript',
  yml: 'yaml',
  zsh: 'bash',
};
const GRAMMAR: Record<string, string> = { bash: 'shellscript' };
const LIGHT = 'github-light-high-contrast';
const DARK = 'github-dark-default';
/** Longer code stays plain: colouring it would hold up the page. */
const MAX_LENGTH = 40_000;

let highlighter: Promise<HighlighterCore> | null = null;
// The JavaScript engine: WebAssembly would need a wider content policy.
const load = () => {
  highlighter ??= createHighlighterCore({
    themes: [import('shiki/themes/github-light-high-contrast.mjs'), import('shiki/themes/github-dark-default.mjs')],
    langs: [],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  });
  return highlighter;
};

/** @returns the coloured lines, or null when the language is not one of ours */
export const highlight = async (code: string, name: string): Promise<TokenLine[] | null> => {
  const language = ALIASES[name.toLowerCase()] ?? name.toLowerCase();
  const input = Object.hasOwn(LANGUAGES, language) ? LANGUAGES[language] : undefined;
  if (!input || code.length > MAX_LENGTH) return null;
  const core = await load();
  await core.loadLanguage(input());
  const lines = core.codeToTokensWithThemes(code, {
    lang: GRAMMAR[language] ?? language,
    themes: { light: LIGHT, dark: DARK },
  });
  return lines.map((line) =>
    line.map((token) => ({
      text: token.content,
      light: token.variants.light?.color,
      dark: token.variants.dark?.color,
    })),
  );
};
