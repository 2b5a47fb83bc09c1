import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { DomainError } from '../../kernel/index.js';
import { isAllowedOrigin } from '../../platform/http/index.js';
import { DOOR_SETTINGS, type DoorSettings } from './door-settings.js';

/** Programs send no Origin; a page of somebody else's has no business here, even by a rebound name (MCP 2025-06-18, security). */
@Injectable()
export class OwnOriginGuard implements CanActivate {
  constructor(@Inject(DOOR_SETTINGS) private readonly settings: DoorSettings) {}

  canActivate(context: ExecutionContext): boolean {
    const { origin } = context.switchToHttp().getRequest<Request>().headers;
    if (origin !== undefined && !isAllowedOrigin(origin, this.settings.allowedOrigins))
      throw new DomainError('forbidden', 'This page may not speak for a program here.');
    return true;
  }
}
