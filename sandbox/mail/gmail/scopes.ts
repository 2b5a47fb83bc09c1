const AUTH = 'https://www.googleapis.com/auth/';

export const SCOPES = {
  all: 'https://mail.google.com/',
  modify: `${AUTH}gmail.modify`,
  readonly: `${AUTH}gmail.readonly`,
  metadata: `${AUTH}gmail.metadata`,
  send: `${AUTH}gmail.send`,
  compose: `${AUTH}gmail.compose`,
  insert: `${AUTH}gmail.insert`,
  labels: `${AUTH}gmail.labels`,
  settings: `${AUTH}gmail.settings.basic`,
} as const;

/** Any one of them will do, as the reference says beside each method. */
export const MAY = {
  read: [SCOPES.all, SCOPES.modify, SCOPES.readonly, SCOPES.metadata],
  /** Metadata alone does not do. */
  readContent: [SCOPES.all, SCOPES.modify, SCOPES.readonly],
  profile: [SCOPES.all, SCOPES.modify, SCOPES.readonly, SCOPES.metadata, SCOPES.compose],
  modify: [SCOPES.all, SCOPES.modify],
  erase: [SCOPES.all],
  insert: [SCOPES.all, SCOPES.modify, SCOPES.insert],
  send: [SCOPES.all, SCOPES.modify, SCOPES.compose, SCOPES.send],
  draft: [SCOPES.all, SCOPES.modify, SCOPES.compose],
  readDrafts: [SCOPES.all, SCOPES.modify, SCOPES.compose, SCOPES.readonly],
  labels: [SCOPES.all, SCOPES.modify, SCOPES.labels],
  readLabels: [SCOPES.all, SCOPES.modify, SCOPES.labels, SCOPES.readonly, SCOPES.metadata],
  settings: [SCOPES.settings],
  readSettings: [SCOPES.all, SCOPES.modify, SCOPES.readonly, SCOPES.settings],
} as const;

const SIGN_IN = ['openid', 'email', 'profile', `${AUTH}userinfo.email`, `${AUTH}userinfo.profile`];
export const KNOWN_SCOPES: readonly string[] = [...Object.values(SCOPES), ...SIGN_IN];
export const isSignIn = (scope: string): boolean => SIGN_IN.includes(scope);
