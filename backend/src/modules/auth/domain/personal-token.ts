/** A prefix that secret scanners and people recognise, and that tells a personal token from a JWT. */
export const PERSONAL_TOKEN_PREFIX = 'parley_pat_';

export const isPersonalToken = (token: string): boolean => token.startsWith(PERSONAL_TOKEN_PREFIX);
