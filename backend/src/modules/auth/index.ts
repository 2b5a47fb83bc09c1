export { MessageRateLimit } from '../../platform/http/index.js';
export { AuthModule } from './auth.module.js';
export type { AuthSettings } from './auth-settings.js';
export type { Principal } from './domain/principal.js';
export { type AuthenticatedRequest, Public } from './http/auth.guard.js';
export { CurrentUser } from './http/current-user.decorator.js';
export { LoginRevocations } from './login-revocations.js';
export { TokenVerifier } from './token-verifier.js';
