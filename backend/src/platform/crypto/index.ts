export { PasswordHasher } from './password-hasher.js';
export { derivedToken, deriveKey, randomToken, sha256 } from './tokens.js';
