export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const STYLE = `
:root { color-scheme: light dark; --page: light-dark(#f7f8f8, #151718); --card: light-dark(#fff, #1d2021);
  --text: light-dark(#1c2021, #e6e8e8); --quiet: light-dark(#5b6466, #a3adaf); --line: light-dark(#dfe3e4, #363c3e);
  --edge: light-dark(#899396, #71797c); --soft: light-dark(#f0f3f3, #282d2f); --ring: light-dark(#2a80c4, #63aee8) }
* { box-sizing: border-box }
body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, sans-serif }
main { max-width: 34rem; margin: 8vh auto; padding: 2rem; background: var(--card); border: 1px solid var(--line); border-radius: 14px }
h1 { margin: 0 0 .5rem; font-size: 1.375rem; line-height: 1.25; letter-spacing: -.01em }
p { margin: 0 0 1.25rem; color: var(--quiet) }
fieldset { margin: 0 0 1.25rem; padding: 0; border: 0 }
legend { padding: 0 0 .375rem; color: var(--quiet); font-size: .8125rem; font-weight: 600 }
.list { border: 1px solid var(--line); border-radius: 10px; overflow: hidden }
.list > * { display: flex; gap: .75rem; align-items: center; min-height: 44px; padding: .375rem 1rem; overflow-wrap: anywhere }
.list > * + * { border-top: 1px solid var(--line) }
label { cursor: pointer }
label:hover { background: var(--soft) }
label span { min-width: 0 }
small { display: block; color: var(--quiet); font-size: .8125rem }
input { width: 1.125rem; height: 1.125rem; flex: none; margin: 0; accent-color: var(--accent) }
footer { display: flex; justify-content: flex-end; gap: .5rem }
button { font: inherit; font-weight: 600; min-height: 44px; padding: .5rem 1.25rem; border: 1px solid var(--edge);
  border-radius: 8px; background: transparent; color: inherit; cursor: pointer }
button[value=allow] { background: var(--accent); border-color: var(--accent); color: #fff }
code { font: .8125rem ui-monospace, monospace; background: var(--soft); padding: .0625rem .25rem; border-radius: 4px }
:focus-visible { outline: 2px solid var(--ring); outline-offset: 2px }
label:has(:focus-visible) { outline: 2px solid var(--ring); outline-offset: -2px }
@media (max-width: 36rem) {
  main { margin: 0; min-height: 100vh; border: 0; border-radius: 0; padding: 1.5rem 1.25rem }
  button { flex: 1 }
}`;

/**
 * A page that stands by itself and needs no script: asks whether an app may, or says why it may not even ask.
 *
 * @param accent colour of the button that allows it, under white words in light and dark
 * @param body HTML
 */
export const consentPage = (title: string, accent: string, body: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="/icon.svg" type="image/svg+xml"><title>${escaped(title)}</title><style>:root { --accent: ${accent} }${STYLE}</style><body><main>${body}</main></body></html>`;

/** What was asked comes back with the decision. */
export const hiddenField = (name: string, value: string): string =>
  `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`;

/** @param entries HTML of each: a label with what it chooses, or words alone */
export const consentList = (legend: string, entries: readonly string[]): string =>
  `<fieldset><legend>${escaped(legend)}</legend><div class="list">${entries.join('')}</div></fieldset>`;

export const DECISION_BUTTONS =
  '<footer><button name="decision" value="cancel">Cancel</button> <button name="decision" value="allow">Allow</button></footer>';
