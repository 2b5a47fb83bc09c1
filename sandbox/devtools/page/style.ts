export const STYLE = `
:root { color-scheme: light dark; --page: light-dark(#f7f8f8, #151718); --card: light-dark(#fff, #1d2021);
  --text: light-dark(#1c2021, #e6e8e8); --quiet: light-dark(#5b6466, #a3adaf); --line: light-dark(#dfe3e4, #363c3e);
  --edge: light-dark(#899396, #71797c); --soft: light-dark(#f0f3f3, #282d2f); --ring: light-dark(#2a80c4, #63aee8);
  --accent: light-dark(#1f6f43, #2e8555); --link: light-dark(#1a5f99, #7cbcf0);
  --add: light-dark(#e3f5e9, #16321f); --del: light-dark(#fdeaea, #3a1b1d) }
* { box-sizing: border-box }
body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, sans-serif }
main { max-width: 62rem; margin: 0 auto; padding: 2rem 1.25rem 4rem }
h1 { margin: .25rem 0 .5rem; font-size: 1.5rem; line-height: 1.25; letter-spacing: -.01em; overflow-wrap: anywhere }
h2 { margin: 2rem 0 .5rem; font-size: 1rem }
a { color: var(--link) }
p { margin: 0 0 .75rem }
.quiet { color: var(--quiet) }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; overflow: hidden }
.text { padding: 1rem; white-space: pre-wrap; overflow-wrap: anywhere }
ul { list-style: none; margin: 0; padding: 0 }
li { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: baseline; min-height: 44px; padding: .625rem 1rem; overflow-wrap: anywhere }
li + li { border-top: 1px solid var(--line) }
li > :first-child { flex: 1 1 16rem; min-width: 0 }
.tag { display: inline-block; padding: .0625rem .625rem; border-radius: 99px; border: 1px solid var(--edge); font-size: .8125rem; font-weight: 600 }
.open { background: var(--accent); border-color: var(--accent); color: #fff }
code { font: .8125rem/1.5 ui-monospace, monospace }
details + details { margin-top: .75rem }
summary { cursor: pointer; padding: .75rem 1rem; overflow-wrap: anywhere; font: 600 .8125rem/1.5 ui-monospace, monospace }
pre { margin: 0; border-top: 1px solid var(--line); overflow-x: auto; font: .8125rem/1.5 ui-monospace, monospace }
pre span { display: block; min-width: max-content; padding: 0 1rem; white-space: pre; tab-size: 4 }
.add { background: var(--add) }
.del { background: var(--del) }
.hunk { background: var(--soft); color: var(--quiet) }
form { display: flex; flex-wrap: wrap; gap: .5rem; margin-top: 1.5rem }
button { font: inherit; font-weight: 600; min-height: 44px; padding: .5rem 1.25rem; border: 1px solid var(--edge);
  border-radius: 8px; background: transparent; color: inherit; cursor: pointer }
button[value=merged] { background: var(--accent); border-color: var(--accent); color: #fff }
:focus-visible { outline: 2px solid var(--ring); outline-offset: 2px }
@media (max-width: 36rem) { main { padding: 1.25rem 1rem 3rem } button { flex: 1 } }`;
