import {
  applyDecorators,
  type CanActivate,
  type ExecutionContext,
  Injectable,
  SetMetadata,
  UseGuards,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiTooManyRequestsResponse } from '@nestjs/swagger';
import type { Request } from 'express';
import { addressKey } from './address-key.js';
import { type RateLimitName, RateLimits } from './rate-limits.js';

const RATE_LIMIT = 'rate-limit';

@Injectable()
export class RateLimitGuard implements CanActivate {
  constructor(
    private readonly limits: RateLimits,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const name = this.reflector.get<RateLimitName>(RATE_LIMIT, context.getHandler());
    await this.limits.enforce(name, keyOf(context.switchToHttp().getRequest()));
    return true;
  }
}

/** The user once there is one. Before that the address, which is the peer's own unless TRUST_PROXY names that peer. */
const keyOf = (request: Request & { principal?: { userId: string } }): string =>
  request.principal?.userId ?? addressKey(request.ip ?? '');

/** Limits a route per signed-in user, or per address where no sign-in is needed. */
export const RateLimit = (name: RateLimitName) =>
  applyDecorators(
    SetMetadata(RATE_LIMIT, name),
    UseGuards(RateLimitGuard),
    ApiTooManyRequestsResponse({ description: 'Too many requests: wait for Retry-After seconds' }),
  );

/** For every way to say something: 30 per minute and person by default, over all of them together (OPS-5). */
export const MessageRateLimit = () => RateLimit('message');
