import { DomainError } from '../../../kernel/index.js';
import type { Principal } from '../domain/principal.js';

/**
 * What reaches beyond a single credential is for people only: a token that leaks must not outlive its end by it.
 * @throws DomainError forbidden for a personal access token
 */
export const signedIn = ({ credential }: Principal): void => {
  if (credential !== 'login') throw new DomainError('forbidden', 'Only a signed-in person can do this.');
};
