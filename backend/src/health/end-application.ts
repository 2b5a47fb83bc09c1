import type { Server } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { Drain } from './drain.js';

const LOOK_MS = 50;

/** While it is about to end, each answer closes its connection: who goes on asking finds another process. */
export function hintAtEnd(app: NestExpressApplication): void {
  const drain = app.get(Drain);
  app.use((_request: Request, response: Response, next: NextFunction) => {
    if (drain.begun) response.setHeader('Connection', 'close');
    next();
  });
}

/** @returns what says that it will end, and serves on until whoever spreads the requests must have seen it */
export const announceEnd =
  (app: NestExpressApplication, { shutdownDelayMs }: { shutdownDelayMs: number }) =>
  async () => {
    app.get(Drain).begin();
    await pause(shutdownDelayMs);
  };

/**
 * No new connection from the first moment on; what is open may end: sockets, requests, jobs, runs (in that order, by their
 * hooks), and the database's connections after them all. A connection is closed as soon as it has nothing to answer.
 */
export async function endApplication(app: NestExpressApplication): Promise<void> {
  const server = app.getHttpServer() as Server;
  if (server.listening) server.close();
  const closing = setInterval(() => server.closeIdleConnections(), LOOK_MS);
  try {
    await app.close();
  } finally {
    clearInterval(closing);
  }
}
