import { Injectable } from '@nestjs/common';
import { type ClientFrame, PROTOCOL_VERSION } from '@parley/contracts';
import { assertNever, DomainError } from '../../kernel/index.js';
import { RateLimits } from '../../platform/http/index.js';
import { inSpan } from '../../platform/telemetry/index.js';
import { StopRun } from '../agent/index.js';
import { type Principal, TokenVerifier } from '../auth/index.js';
import { Presence } from '../channels/index.js';
import { AnswerFeedback } from '../feedback/index.js';
import { ContinueThread, StartThread, TakeMessage } from '../ingress/index.js';
import { MessageStreams } from '../messages/index.js';
import { ActivityFeed, SessionAccess, SessionEventRepository, SessionFeed } from '../sessions/index.js';
import type { Connection } from './connection.js';
import { FollowedSessions } from './followed-sessions.js';
import { Subscription } from './subscription.js';

/** Sent every few seconds, and nothing follows from them. */
const UNTRACED: ReadonlySet<ClientFrame['type']> = new Set(['ping', 'presence']);

type FrameOf<T extends ClientFrame['type']> = Extract<ClientFrame, { type: T }>;

/** From a client's frame to the use case that serves it: the same ones that REST calls. */
@Injectable()
export class FrameRouter {
  constructor(
    private readonly verifier: TokenVerifier,
    private readonly activity: ActivityFeed,
    private readonly presence: Presence,
    private readonly limits: RateLimits,
    private readonly access: SessionAccess,
    readonly events: SessionEventRepository,
    readonly feed: SessionFeed,
    readonly streams: MessageStreams,
    readonly followed: FollowedSessions,
    private readonly takeMessage: TakeMessage,
    private readonly answerFeedback: AnswerFeedback,
    private readonly stopRun: StopRun,
    private readonly startThread: StartThread,
    private readonly continueThread: ContinueThread,
  ) {}

  /** @throws DomainError: the connection turns it into an `error` frame */
  handle(connection: Connection, frame: ClientFrame): Promise<void> {
    if (UNTRACED.has(frame.type)) return this.serve(connection, frame);
    return inSpan(`ws ${frame.type}`, { role: 'server' }, () => this.serve(connection, frame));
  }

  private async serve(connection: Connection, frame: ClientFrame): Promise<void> {
    if (frame.type === 'auth') return this.authenticate(connection, frame.token);
    const user = connection.principal;
    if (!user || user.expiresAt.getTime() <= Date.now())
      throw new DomainError('unauthorized', 'Send an auth frame with a valid access token first.');
    switch (frame.type) {
      case 'ping':
        return connection.send({ type: 'pong' });
      case 'presence':
        return this.showPresence(connection, user, frame.sessionId);
      case 'subscribe':
        return this.subscribe(connection, user, frame);
      case 'unsubscribe':
        return this.unsubscribe(connection, frame);
      case 'message.send':
        return this.send(connection, user, frame);
      case 'feedback.answer':
        return this.answer(connection, user, frame);
      case 'run.stop':
        return this.stop(connection, user, frame);
      case 'start':
      case 'continue':
        return this.thread(connection, user, frame);
      default:
        return assertNever(frame);
    }
  }

  private async authenticate(connection: Connection, token: string): Promise<void> {
    const principal = await this.verifier.verify(token);
    if (connection.principal && connection.principal.userId !== principal.userId)
      throw new DomainError('unauthorized', 'A connection belongs to one person.');
    const { userId, expiresAt } = principal;
    connection.authenticated(principal, () => this.join(userId, connection));
    connection.send({ type: 'ready', v: PROTOCOL_VERSION, userId, expiresAt: expiresAt.toISOString() });
  }

  private join(userId: string, connection: Connection): () => void {
    const leave = this.activity.join(userId, connection);
    return () => {
      leave();
      this.presence.close(connection);
    };
  }

  private async showPresence(connection: Connection, user: Principal, sessionId: string | null): Promise<void> {
    if (sessionId) await this.access.requireOwner(user.userId, sessionId);
    if (connection.open) this.presence.show(connection, user.userId, sessionId);
  }

  private async subscribe(connection: Connection, user: Principal, frame: FrameOf<'subscribe'>): Promise<void> {
    const { ref, sessionId, after } = frame;
    await this.access.requireOwner(user.userId, sessionId);
    const subscription = connection.addSubscription(
      sessionId,
      () => new Subscription(sessionId, after, connection, this),
    );
    const seq = await subscription.start();
    connection.send({ type: 'ack', ref, seq });
  }

  private async unsubscribe(connection: Connection, frame: FrameOf<'unsubscribe'>): Promise<void> {
    connection.subscriptions.get(frame.sessionId)?.end();
    connection.subscriptions.delete(frame.sessionId);
    connection.send({ type: 'ack', ref: frame.ref });
  }

  private async send(connection: Connection, user: Principal, frame: FrameOf<'message.send'>): Promise<void> {
    await this.access.requireOwner(user.userId, frame.sessionId);
    await this.limits.enforce('message', user.userId);
    const { sessionId, message } = frame;
    const person = { id: user.userId, name: user.name };
    const sent = await this.takeMessage.execute({ ...message, sessionId, person });
    connection.send({ type: 'ack', ref: frame.ref, sent });
  }

  private async answer(connection: Connection, user: Principal, frame: FrameOf<'feedback.answer'>): Promise<void> {
    await this.limits.enforce('message', user.userId);
    const { ref, requestId, answer } = frame;
    const person = { id: user.userId, name: user.name };
    const raw = JSON.stringify(answer);
    const request = await this.answerFeedback.execute({ requestId, person, channel: 'WEB', answer, raw });
    connection.send({ type: 'ack', ref, request });
  }

  private async stop(connection: Connection, user: Principal, frame: FrameOf<'run.stop'>): Promise<void> {
    await this.access.requireOwner(user.userId, frame.sessionId);
    await this.stopRun.execute(frame.sessionId);
    connection.send({ type: 'ack', ref: frame.ref });
  }

  /** These wait for the agent, so they must not hold up the frames behind them. */
  private async thread(connection: Connection, user: Principal, frame: FrameOf<'start' | 'continue'>): Promise<void> {
    await this.limits.enforce('message', user.userId);
    const work =
      frame.type === 'start'
        ? this.startThread.execute(user, frame.body)
        : this.continueThread.execute(user, frame.body);
    work.then(
      (thread) => connection.send({ type: 'ack', ref: frame.ref, thread }),
      (error) => connection.refuse(frame.ref, error),
    );
  }
}
