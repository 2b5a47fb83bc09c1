import { SENTINEL } from '../marks.js';
import { escapeHtml } from './escape.js';
import { hex, paint, STYLE } from './look.js';

export interface Page {
  title: string;
  /** What an inbox shows beside the subject. */
  preview: string;
  body: string;
}

const HIDDEN =
  'display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;font-size:1px;line-height:1px;mso-hide:all';

/**
 * One column, at most 600 px wide, made of tables, because Outlook for Windows knows nothing else. It needs no picture, and
 * stays readable where all style is taken away.
 */
export const layout = ({ title, preview, body }: Page): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body ${paint({ background: 'page', css: 'margin:0;padding:0;-webkit-text-size-adjust:100%' })}>
<div style="${HIDDEN}">${escapeHtml(preview)}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="${hex('page')}" ${paint({ background: 'page' })}>
<tr><td align="center" class="p-page" style="padding:12px">
<!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px">
<tr><td align="center" ${paint({ color: 'quiet', css: 'padding:0 0 10px;font-size:11px;line-height:16px' })}>${SENTINEL}</td></tr>
<tr><td bgcolor="${hex('card')}" class="b-card l-line p-card" style="padding:26px 28px;background-color:${hex('card')};border:1px solid ${hex('line')};border-radius:8px;text-align:left">
${body}
</td></tr>
</table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr>
</table>
</body>
</html>
`;
