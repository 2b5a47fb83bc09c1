const AUTH = 'https://www.googleapis.com/auth/';

/**
 * The least that does: `readonly` for messages, threads, history, search and watch; `send` to send, also into a thread; the
 * other two say whose mailbox it is (T14). Nothing in the mailbox can be changed or deleted with them.
 */
export const GMAIL_SCOPES = [`${AUTH}gmail.readonly`, `${AUTH}gmail.send`, 'openid', 'email'] as const;

/** What includes it, as Google's reference says beside each method. */
const WIDER = ['https://mail.google.com/', `${AUTH}gmail.modify`];
const NEEDED: readonly (readonly [what: string, any: readonly string[]])[] = [
  ['read its mail', [...WIDER, `${AUTH}gmail.readonly`]],
  ['send mail', [...WIDER, `${AUTH}gmail.compose`, `${AUTH}gmail.send`]],
];

/** What a person has unticked on Google's page that Parley cannot do without, in words. */
export const missingPermissions = (granted: readonly string[]): string[] =>
  NEEDED.filter(([, any]) => !any.some((scope) => granted.includes(scope))).map(([what]) => what);
