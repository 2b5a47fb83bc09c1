import type { ClientFrame, Problem, ServerFrame, SessionEvent } from '@parley/contracts';
import ReconnectingWebSocket from 'partysocket/ws';
import { CLOSE_UNAUTHORIZED, PROTOCOL_VERSION } from '@/config';
import { dropToken, freshToken, onSignedOut, tokenQuietMs } from './auth-session';
import { createBackoff } from './backoff';
import { createStore } from './store';

export type Delta = Omit<Extract<ServerFrame, { type: 'delta' }>, 'type'>;
export type Activity = Extract<ServerFrame, { type: 'activity' }>;

export interface SessionListener {
  /** `seq` of the last event held: the server sends what follows. */
  cursor(): number;
  onEvent(event: SessionEvent): void;
  onDelta(delta: Delta): void;
  onRefused(problem: Problem): void;
}

/** Since when the line is down, or null while it is live. */
export const lineDownSince = createStore<number | null>(Date.now());

const PING_MS = 20_000;
/** No frame for so long, not even a pong: the line is dead although nobody closed it (sleep, lost Wi-Fi). */
const DEAD_MS = 45_000;

let socket: ReconnectingWebSocket | null = null;
let ready = false;
let lastFrameAt = 0;
let refCount = 0;
let renewal = 0;
let heartbeat = 0;
/** Set while the line is closed on purpose, because there was no token to be had. */
let tokenRetry = 0;
/** The socket has a back-off of its own, but `reconnect()` resets it: without this one an outage is a storm. */
const tokenBackoff = createBackoff(500, 8_000);
const listeners = new Map<string, SessionListener>();
const subscribeRefs = new Map<string, string>();
const activityListeners = new Set<(activity: Activity) => void>();
const eventListeners = new Set<(event: SessionEvent) => void>();

const send = (frame: ClientFrame) => {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
};

const authenticate = async () => {
  const line = socket;
  const token = await freshToken();
  // Signed out meanwhile, or already waiting.
  if (!line || line !== socket || tokenRetry) return;
  if (token) return send({ type: 'auth', token, v: PROTOCOL_VERSION });
  line.close();
  tokenRetry = window.setTimeout(reconnect, tokenBackoff.next(tokenQuietMs()));
};

const reconnect = () => {
  clearTimeout(tokenRetry);
  tokenRetry = 0;
  socket?.reconnect();
};

const subscribeNow = (sessionId: string, listener: SessionListener) => {
  refCount += 1;
  const ref = `s${refCount}`;
  subscribeRefs.set(ref, sessionId);
  send({ type: 'subscribe', ref, sessionId, after: listener.cursor() });
};

const becomeReady = (expiresAt: string) => {
  // A later `ready` only confirms a renewed token: the subscriptions stand.
  if (!ready) for (const [sessionId, listener] of listeners) subscribeNow(sessionId, listener);
  ready = true;
  tokenBackoff.reset();
  lineDownSince.set(null);
  clearTimeout(renewal);
  const wait = Math.max(5_000, Date.parse(expiresAt) - Date.now() - 20_000);
  renewal = window.setTimeout(() => void authenticate(), Math.min(wait, 2_000_000_000));
};

const takeFrame = (frame: ServerFrame) => {
  switch (frame.type) {
    case 'ready':
      return becomeReady(frame.expiresAt);
    case 'event':
      listeners.get(frame.event.sessionId)?.onEvent(frame.event);
      for (const listener of eventListeners) listener(frame.event);
      return;
    case 'delta':
      return listeners.get(frame.sessionId)?.onDelta(frame);
    case 'activity':
      for (const listener of activityListeners) listener(frame);
      return;
    case 'ack':
      subscribeRefs.delete(frame.ref);
      return;
    case 'error': {
      const sessionId = frame.ref ? subscribeRefs.get(frame.ref) : undefined;
      if (sessionId) listeners.get(sessionId)?.onRefused(frame.problem);
      if (frame.ref) subscribeRefs.delete(frame.ref);
      return;
    }
    case 'pong':
      return;
  }
};

const goDown = () => {
  ready = false;
  subscribeRefs.clear();
  clearTimeout(renewal);
  if (lineDownSince.get() === null) lineDownSince.set(Date.now());
};

const beat = () => {
  if (!socket || !ready) return;
  if (Date.now() - lastFrameAt > DEAD_MS) return wake();
  send({ type: 'ping' });
};

/** Connects again now instead of at the end of the back-off: the tab woke up or the network came back. */
const wake = () => {
  if (!socket) return;
  const silent = Date.now() - lastFrameAt > PING_MS + 5_000;
  if (ready && !silent) return;
  goDown();
  reconnect();
};

const onVisible = () => {
  if (document.visibilityState === 'visible') wake();
};

/** A page that was left may be kept for the way back: nobody looks at it, and its socket must not say so. */
const onLeft = () => {
  goDown();
  socket?.close();
};
const onBack = (event: PageTransitionEvent) => {
  if (event.persisted) reconnect();
};

export const connectRealtime = () => {
  // The screens are back because a token was: no need to sit out the rest of the wait.
  if (socket) return tokenRetry ? wake() : undefined;
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  socket = new ReconnectingWebSocket(`${scheme}://${location.host}/ws`, [], {
    minReconnectionDelay: 150 + Math.random() * 150,
    maxReconnectionDelay: 4_000,
    reconnectionDelayGrowFactor: 1.6,
    connectionTimeout: 6_000,
    minUptime: 2_000,
    maxEnqueuedMessages: 0,
  });
  socket.addEventListener('open', () => {
    lastFrameAt = Date.now();
    void authenticate();
  });
  socket.addEventListener('message', (message) => {
    lastFrameAt = Date.now();
    takeFrame(JSON.parse(String(message.data)) as ServerFrame);
  });
  socket.addEventListener('close', (event) => {
    if (event.code === CLOSE_UNAUTHORIZED) dropToken();
    goDown();
  });
  heartbeat = window.setInterval(beat, PING_MS);
  window.addEventListener('online', wake);
  document.addEventListener('visibilitychange', onVisible);
  window.addEventListener('pagehide', onLeft);
  window.addEventListener('pageshow', onBack);
};

export const disconnectRealtime = () => {
  socket?.close();
  socket = null;
  clearTimeout(tokenRetry);
  tokenRetry = 0;
  tokenBackoff.reset();
  clearInterval(heartbeat);
  window.removeEventListener('online', wake);
  document.removeEventListener('visibilitychange', onVisible);
  window.removeEventListener('pagehide', onLeft);
  window.removeEventListener('pageshow', onBack);
  goDown();
};

export const subscribeSession = (sessionId: string, listener: SessionListener) => {
  listeners.set(sessionId, listener);
  if (ready) subscribeNow(sessionId, listener);
  return () => {
    if (listeners.get(sessionId) !== listener) return;
    listeners.delete(sessionId);
    refCount += 1;
    if (ready) send({ type: 'unsubscribe', ref: `u${refCount}`, sessionId });
  };
};

/** Asks again for what follows the cursor. */
export const resubscribe = (sessionId: string) => {
  const listener = listeners.get(sessionId);
  if (listener && ready) subscribeNow(sessionId, listener);
};

export const onActivity = (listener: (activity: Activity) => void) => {
  activityListeners.add(listener);
  return () => activityListeners.delete(listener);
};

/** Every event of the sessions on screen as it passes by, for what is fetched and not folded. */
export const onSessionEvent = (listener: (event: SessionEvent) => void) => {
  eventListeners.add(listener);
  return () => eventListeners.delete(listener);
};

/** Tells which session the person has in front of them. Lost while the line is down: see lib/presence. */
export const sendPresence = (sessionId: string | null) => {
  if (ready) send({ type: 'presence', sessionId });
};

onSignedOut(disconnectRealtime);
