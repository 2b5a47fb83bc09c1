import { type CanActivate, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { DomainError } from '../../../kernel/index.js';
import type { Principal } from '../domain/principal.js';
import { TokenVerifier } from '../token-verifier.js';

const PUBLIC = 'auth-public';
const OPTIONAL = 'auth-optional';

/** Opens a route, or all of a controller, to everyone. Without it every route asks for a bearer token. */
export const Public = () => SetMetadata(PUBLIC, true);

/** Opens it to everyone too, and knows who asks if they say so. A token that is no good is refused all the same. */
export const SignInOptional = () => SetMetadata(OPTIONAL, true);

export type AuthenticatedRequest = Request & { principal?: Principal };

@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly verifier: TokenVerifier,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    // A socket proves who it is in its first frame, through the same TokenVerifier.
    if (context.getType() !== 'http') return true;
    const says = (what: string) =>
      this.reflector.getAllAndOverride<boolean>(what, [context.getHandler(), context.getClass()]);
    if (says(PUBLIC)) return true;
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    if (says(OPTIONAL) && !/^Bearer /i.test(request.headers.authorization ?? '')) return true;
    request.principal = await this.verifier.verify(bearerOf(request));
    return true;
  }
}

/** Only from the header (RFC 6750 §2.1): a token in a URL ends up in logs and histories. */
function bearerOf(request: Request): string {
  const [, token] = /^Bearer +([A-Za-z0-9\-._~+/]+=*)$/i.exec(request.headers.authorization ?? '') ?? [];
  if (!token) throw new DomainError('unauthorized', 'Sign in first.');
  return token;
}
