import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { DomainError } from '../../../kernel/index.js';
import type { Principal } from '../domain/principal.js';
import type { AuthenticatedRequest } from './auth.guard.js';

/** The {@link Principal} of a request. */
export const CurrentUser = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  const { principal } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  if (!principal) throw new DomainError('unauthorized', 'Sign in first.');
  return principal;
});

/** The same where a sign-in is optional: null without one. */
export const MaybeUser = createParamDecorator(
  (_: unknown, context: ExecutionContext): Principal | null =>
    context.switchToHttp().getRequest<AuthenticatedRequest>().principal ?? null,
);
