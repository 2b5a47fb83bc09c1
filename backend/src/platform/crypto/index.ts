export { Passes } from './passes.js';
export { PasswordHasher } from './password-hasher.js';
export { Sealer } from './sealer.js';
export { derivedToken, deriveKey, randomToken, sha256 } from './tokens.js';
