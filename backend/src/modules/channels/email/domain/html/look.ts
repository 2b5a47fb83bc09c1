/**
 * The house's colours (frontend/src/index.css) as mail programs know them: each part says its colour itself, and has a
 * class by which programs with a dark mode change it.
 */
interface Shade {
  light: string;
  dark: string;
}
const SHADES = {
  page: { light: '#f6f6f8', dark: '#121215' },
  card: { light: '#ffffff', dark: '#18181c' },
  text: { light: '#1e1e22', dark: '#e7e7ea' },
  quiet: { light: '#5e5e66', dark: '#9f9fa7' },
  line: { light: '#e2e2e5', dark: '#292a2e' },
  code: { light: '#f5f5f7', dark: '#202025' },
  accent: { light: '#5658d3', dark: '#5e64d8' },
  link: { light: '#4848be', dark: '#a3afff' },
  danger: { light: '#c9292f', dark: '#d03739' },
  warning: { light: '#b51e26', dark: '#f98f87' },
  added: { light: '#14693d', dark: '#77d199' },
} as const satisfies Record<string, Shade>;
type ShadeName = keyof typeof SHADES;

const FONT = "-apple-system,BlinkMacSystemFont,'Segoe UI',Inter,Roboto,Helvetica,Arial,sans-serif";
export const MONO = "ui-monospace,'SF Mono',Menlo,Consolas,'Liberation Mono',monospace";

const changed = (names: readonly ShadeName[], prefix: string, property: string): string[] =>
  names.map((name) => `.${prefix}-${name}{${property}:${SHADES[name].dark}!important}`);
const rules = [
  ...changed(['text', 'quiet', 'link', 'warning', 'added'], 'f', 'color'),
  ...changed(['page', 'card', 'code', 'accent', 'danger'], 'b', 'background-color'),
  ...changed(['line', 'accent', 'danger'], 'l', 'border-color'),
];

/** Only what cannot be said in place. */
export const STYLE = [
  ':root{color-scheme:light dark;supported-color-schemes:light dark}',
  `body,table,td{font-family:${FONT}}`,
  'a{text-decoration:none}a:hover{text-decoration:underline}',
  '@media (max-width:480px){.p-card{padding:20px 16px!important}.p-page{padding:8px 0!important}}',
  `@media (prefers-color-scheme:dark){${rules.join('')}}`,
].join('\n');

interface Paint {
  color?: 'text' | 'quiet' | 'link' | 'warning' | 'added';
  background?: 'page' | 'card' | 'code' | 'accent' | 'danger';
  border?: 'line' | 'accent' | 'danger';
  /** Anything else, as CSS. */
  css?: string;
}

/** `class` and `style` of an element. */
export const paint = ({ color, background, border, css }: Paint): string => {
  const classes = [color && `f-${color}`, background && `b-${background}`, border && `l-${border}`].filter(Boolean);
  const styles = [
    color && `color:${SHADES[color].light}`,
    background && `background-color:${SHADES[background].light}`,
    border && `border-color:${SHADES[border].light}`,
    css,
  ].filter(Boolean);
  return `class="${classes.join(' ')}" style="${styles.join(';')}"`;
};

export const hex = (name: ShadeName): string => SHADES[name].light;
