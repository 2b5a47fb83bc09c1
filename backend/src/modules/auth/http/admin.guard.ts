import { applyDecorators, type CanActivate, type ExecutionContext, Injectable, UseGuards } from '@nestjs/common';
import { ApiForbiddenResponse } from '@nestjs/swagger';
import { problemSchema } from '@parley/contracts';
import { DomainError } from '../../../kernel/index.js';
import type { AuthenticatedRequest } from './auth.guard.js';

/** After the guard that proves who it is. */
@Injectable()
class AdminGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { principal } = context.switchToHttp().getRequest<AuthenticatedRequest>();
    if (principal?.role !== 'ADMIN') throw new DomainError('forbidden', 'This page is for operators.');
    return true;
  }
}

/** Routes for operators. */
export const AdminOnly = () =>
  applyDecorators(
    UseGuards(AdminGuard),
    ApiForbiddenResponse({ standardSchema: problemSchema, description: 'forbidden: not an admin' }),
  );
