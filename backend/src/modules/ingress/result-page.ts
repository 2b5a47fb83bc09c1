import type { ServerResponse } from 'node:http';
import { escapeHtml } from '../channels/index.js';

/** What became of something that was decided elsewhere: at Slack, at Google. */
export interface ResultPage {
  /** `done`: as intended. `unchanged`: the person did not want it after all. `failed`: it could not be. */
  mood: 'done' | 'unchanged' | 'failed';
  title: string;
  text: string;
  back: { label: string; href: string };
}

export type ResultWords = Omit<ResultPage, 'back'>;

/** For an administrator, who came from where it is connected. */
export const toIntegrations = (publicUrl: string, words: ResultWords): ResultPage => ({
  ...words,
  back: { label: 'Back to Parley', href: `${publicUrl}/admin/integrations` },
});

/** For who comes back by a redirect. Nobody keeps it, and its address goes nowhere: it may hold a code. */
export const sendResultPage = (response: ServerResponse, status: number, page: ResultPage): void => {
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
  });
  response.end(render(page));
};

/** One page without script and with nothing from elsewhere, in the colours of the web app (frontend/src/index.css). */
const render = ({ mood, title, text, back }: ResultPage): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · Parley</title>
<link rel="icon" href="/favicon.svg">
<style>${STYLE}</style>
<main class="${mood}">
  <svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="9"/><path d="${SIGN[mood]}"/></svg>
  <h1>${escapeHtml(title)}</h1>
  <p>${escapeHtml(text)}</p>
  <a href="${escapeHtml(back.href)}">${escapeHtml(back.label)}</a>
</main>
</html>`;

const SIGN: Record<ResultPage['mood'], string> = {
  done: 'm8.5 12.3 2.4 2.4 4.6-5',
  unchanged: 'M8.5 12h7',
  failed: 'M12 7.8v5m0 3.2v.1',
};

const STYLE = `
:root { color-scheme: light dark; --back: oklch(0.995 0.001 285); --text: oklch(0.235 0.008 285); --quiet: oklch(0.485 0.012 285);
  --line: oklch(0.915 0.004 285); --card: oklch(1 0 0); --accent: oklch(0.53 0.185 277); --press: oklch(0.49 0.185 277);
  --good: oklch(0.46 0.105 155); --bad: oklch(0.5 0.185 25); }
@media (prefers-color-scheme: dark) { :root { --back: oklch(0.185 0.006 285); --text: oklch(0.93 0.004 285);
  --quiet: oklch(0.705 0.012 285); --line: oklch(0.285 0.008 285); --card: oklch(0.212 0.007 285); --accent: oklch(0.56 0.175 277);
  --press: oklch(0.6 0.17 277); --good: oklch(0.79 0.12 155); --bad: oklch(0.76 0.13 25); } }
* { box-sizing: border-box; margin: 0; }
body { display: grid; min-height: 100svh; padding: 1rem; background: var(--back); color: var(--text);
  font: 0.9375rem/1.6 ui-sans-serif, system-ui, -apple-system, "Segoe UI", sans-serif; }
main { align-self: center; justify-self: center; width: 100%; max-width: 28rem; margin-bottom: 8svh; padding: 1.75rem;
  border: 1px solid var(--line); border-radius: 0.75rem; background: var(--card); overflow-wrap: anywhere; }
svg { display: block; width: 1.75rem; height: 1.75rem; margin-bottom: 0.9rem; fill: none; stroke: var(--quiet); stroke-width: 1.6;
  stroke-linecap: round; stroke-linejoin: round; }
.done svg { stroke: var(--good); } .failed svg { stroke: var(--bad); }
h1 { margin-bottom: 0.4rem; font-size: 1.125rem; line-height: 1.4; font-weight: 600; text-wrap: balance; }
p { color: var(--quiet); text-wrap: pretty; }
a { display: inline-flex; align-items: center; min-height: 2.75rem; margin-top: 1.25rem; padding: 0 1rem; border-radius: 0.5rem;
  background: var(--accent); color: white; font-weight: 500; text-decoration: none; }
a:hover { background: var(--press); }
a:focus-visible { outline: 2px solid var(--press); outline-offset: 2px; }`;
