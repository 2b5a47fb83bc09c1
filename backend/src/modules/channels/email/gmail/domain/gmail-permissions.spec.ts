import { describe, expect, it } from 'vitest';
import { GMAIL_SCOPES, missingPermissions } from './gmail-permissions.js';

const AUTH = 'https://www.googleapis.com/auth/';

describe('what a mailbox lets Parley do', () => {
  it.each([
    [GMAIL_SCOPES, []],
    [['https://mail.google.com/'], []],
    [[`${AUTH}gmail.modify`], []],
    [[`${AUTH}gmail.readonly`, `${AUTH}gmail.compose`], []],
    [[`${AUTH}gmail.readonly`, 'openid'], ['send mail']],
    [[`${AUTH}gmail.send`, `${AUTH}gmail.metadata`], ['read its mail']],
    [
      ['openid', 'email'],
      ['read its mail', 'send mail'],
    ],
    [[], ['read its mail', 'send mail']],
  ])('%j lacks %j', (granted, missing) => expect(missingPermissions(granted)).toEqual(missing));
});
