import { consentList, consentPage, DECISION_BUTTONS, escaped, hiddenField } from '../../kit/index.js';
import { isSignIn, SCOPES } from '../gmail/scopes.js';
import type { Mailbox } from '../model.js';

const ACCENT = '#28588f';

export const errorPage = (error: string): string =>
  consentPage(
    'Access blocked',
    ACCENT,
    `<h1>Access blocked: this request is invalid</h1><p>Error 400: <code>${escaped(error)}</code></p>`,
  );

const SCOPE_WORDS: Readonly<Record<string, string>> = {
  [SCOPES.all]: 'Read, write, send and delete all mail for ever',
  [SCOPES.modify]: 'Read, write and send mail, but delete none for ever',
  [SCOPES.readonly]: 'See mail and settings',
  [SCOPES.metadata]: 'See labels and headers of mail, but not what it says',
  [SCOPES.send]: 'Send mail in your name',
  [SCOPES.compose]: 'Manage drafts and send mail',
  [SCOPES.insert]: 'Put mail into the mailbox',
  [SCOPES.labels]: 'See and change labels',
  [SCOPES.settings]: 'See and change settings and filters',
};

const scopeBox = (scope: string): string =>
  `<label><input type="checkbox" name="granted" value="${escaped(scope)}" checked>
<span>${escaped(SCOPE_WORDS[scope] ?? scope)}<small>${escaped(scope)}</small></span></label>`;

const account = ({ email, name }: Mailbox, isChosen: boolean): string =>
  `<label><input type="radio" name="account" value="${email}"${isChosen ? ' checked' : ''}>
<span>${escaped(name)}<small>${email}</small></span></label>`;

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
  const asked = scopes.filter((scope) => !isSignIn(scope));
  return consentPage(
    'Choose an account',
    ACCENT,
    `<h1>${escaped(app)} wants access to a mailbox</h1><p>This is the local mailbox of the sandbox: it stands for Google.</p>
<form method="post" action="/o/oauth2/v2/auth">${fields.map(([name, value]) => hiddenField(name, value)).join('')}
${consentList(
  'Account',
  accounts.map((box) => account(box, box === chosen)),
)}${asked.length > 0 ? consentList('It may then', asked.map(scopeBox)) : ''}${DECISION_BUTTONS}</form>`,
  );
};
