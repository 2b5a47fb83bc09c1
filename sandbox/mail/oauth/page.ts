import { isSignIn } from '../gmail/scopes.js';
import type { Mailbox } from '../model.js';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:4rem auto;padding:0 1rem;color:#1f1f1f}
h1{font-size:1.5rem}fieldset{border:1px solid #ddd;border-radius:8px;margin:1rem 0}label{display:block;padding:.2rem 0}
button{font:inherit;padding:.5rem 1.2rem;border-radius:20px;border:1px solid #747775;background:#fff;cursor:pointer}
button[value=allow]{background:#0b57d0;border-color:#0b57d0;color:#fff;font-weight:600}code{background:#f4f4f4;padding:0 .25rem}`;

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title><style>${STYLE}</style><body>${body}</body></html>`;

export const errorPage = (error: string): string =>
  page(
    'Access blocked',
    `<h1>Access blocked: this request is invalid</h1><p>Error 400: <code>${escaped(error)}</code></p>`,
  );

const hidden = ([name, value]: readonly [string, string]): string =>
  `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`;

const account = ({ email, name }: Mailbox, isChosen: boolean): string =>
  `<label><input type="radio" name="account" value="${email}"${isChosen ? ' checked' : ''}> ${escaped(name)} (${email})</label>`;

const scopeBox = (scope: string): string =>
  `<label><input type="checkbox" name="granted" value="${escaped(scope)}" checked> <code>${escaped(scope)}</code></label>`;

export interface Shown {
  app: string;
  accounts: readonly Mailbox[];
  /** Chosen already. */
  hint: string | null;
  scopes: readonly string[];
  /** The query, which comes back with the decision. */
  fields: readonly (readonly [string, string])[];
}

/** The local Google asks whose mailbox it may be, and for what. */
export const authorizePage = ({ app, accounts, hint, scopes, fields }: Shown): string => {
  const chosen = accounts.find(({ email }) => email === hint) ?? accounts[0];
  return page(
    'Choose an account',
    `<h1>${escaped(app)} wants access to a mailbox</h1><p>This is the local mailbox of the sandbox.</p>
<form method="post" action="/o/oauth2/v2/auth">${fields.map(hidden).join('')}
<fieldset><legend>Account</legend>${accounts.map((box) => account(box, box === chosen)).join('')}</fieldset>
<fieldset><legend>It may then</legend>${scopes
      .filter((scope) => !isSignIn(scope))
      .map(scopeBox)
      .join('')}</fieldset>
<button name="decision" value="cancel">Cancel</button> <button name="decision" value="allow">Allow</button></form>`,
  );
};
