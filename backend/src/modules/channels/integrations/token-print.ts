import { sha256 } from '../../../platform/crypto/index.js';

/** Tells one token from another without telling it: so many random characters cannot be guessed from their hash. */
export const tokenPrint = (token: string): string => sha256(token).toString('hex').slice(0, 16);
