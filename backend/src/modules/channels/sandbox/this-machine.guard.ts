import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { notFound } from '../../../kernel/index.js';

const PEERS = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;
const HOSTS = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host'];

/**
 * For who sits at this machine: whoever sees the sandbox reads everybody's mail in it. The name in `Host` keeps out pages
 * from elsewhere that rebind their own name to this machine; a proxy's headers, everybody behind one.
 */
@Injectable()
export class ThisMachineGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { socket, headers } = context.switchToHttp().getRequest<Request>();
    const direct = !FORWARDED.some((name) => name in headers);
    if (direct && PEERS.test(socket.remoteAddress ?? '') && HOSTS.test(headers.host ?? '')) return true;
    throw notFound('page');
  }
}
