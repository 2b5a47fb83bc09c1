/** Nothing is fetched and nothing runs, whatever the mail says: pictures and styles only from within it. */
const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:; form-action 'none'";

const STYLE = `body { margin: 0; padding: 12px 0; font: 15px/1.5 system-ui, sans-serif; overflow-wrap: anywhere }
img { max-width: 100%; height: auto }
blockquote { margin: 0 0 0 .5em; padding-left: .75em; border-left: 2px solid color-mix(in srgb, currentcolor 25%, transparent) }`;

/** A mail that says nothing of colours is shown in those of the page; one that does is shown as it says. */
const ownColours = (html: string): boolean => /colou?r\b|background/i.test(html);

/** The page in which HTML of a mail is shown; what stands in front of it counts before anything the mail says. */
export const mailDocument = (html: string): string =>
  `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}">
<base target="_blank"><meta name="referrer" content="no-referrer"><style>${ownColours(html) ? '' : ':root { color-scheme: light dark }\n'}${STYLE}</style>${html}`;
