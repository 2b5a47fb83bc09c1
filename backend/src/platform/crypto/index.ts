export { OneTimePasses } from './one-time-passes.js';
export { Passes } from './passes.js';
export { PasswordHasher } from './password-hasher.js';
export { Sealer } from './sealer.js';
export { derivedToken, deriveKey, fingerprint, randomToken, sha256 } from './tokens.js';
