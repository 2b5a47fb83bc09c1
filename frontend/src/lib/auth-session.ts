import type { TokenResponse } from '@parley/contracts';
import { CLIENT_ID } from '@/config';
import { ApiError } from './api-error';
import { storage } from './storage';
import { createStore } from './store';

/**
 * The login of this tab. The access token lives in memory only; the refresh token is an HttpOnly cookie that this code
 * never sees. `unreachable` is not `out`: a server that restarts must not sign anybody out.
 */
export type AuthState = 'unknown' | 'unreachable' | 'in' | 'out';
export const authStore = createStore<AuthState>('unknown');

/** The person signed out while the server could not be told. */
const SIGNED_OUT_KEY = 'parley.signed-out';

let token: { value: string; expiresAt: number } | null = null;
let refreshing: Promise<AuthState> | null = null;
/** Somebody was signed in here and not out again: private things may be held, also while the server is unreachable. */
let entered = false;

/** The server asked not to be called for a new token before then. */
let quietUntil = 0;
/** Longer than any limit of ours: a header gone wrong must not keep anybody out. */
const LONGEST_QUIET_MS = 120_000;
/** How long asking for a new token is of no use. */
export const tokenQuietMs = () => Math.max(0, quietUntil - Date.now());

const tabs = 'BroadcastChannel' in window ? new BroadcastChannel('parley.auth') : null;
const signedOutListeners = new Set<() => void>();
/** Called when the login ends, here or in another tab: drop everything private. */
export const onSignedOut = (listener: () => void) => {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
};

const postForm = (path: string, fields: Record<string, string>) =>
  fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ ...fields, client_id: CLIENT_ID }),
    credentials: 'same-origin',
  });

const accept = (body: TokenResponse) => {
  token = { value: body.access_token, expiresAt: Date.now() + body.expires_in * 1_000 };
  entered = true;
  quietUntil = 0;
  authStore.set('in');
};

const forget = () => {
  token = null;
  quietUntil = 0;
  authStore.set('out');
  if (entered) for (const listener of signedOutListeners) listener();
  entered = false;
};

const refresh = async (): Promise<AuthState> => {
  if (storage.get(SIGNED_OUT_KEY) !== null) {
    if (await revoke()) forget();
    else authStore.set('unreachable');
    return authStore.get();
  }
  if (tokenQuietMs() > 0) {
    if (!token) authStore.set('unreachable');
    return authStore.get();
  }
  try {
    const response = await postForm('/api/oauth/token', { grant_type: 'refresh_token' });
    if (response.ok) accept((await response.json()) as TokenResponse);
    else if (response.status === 400 || response.status === 401) forget();
    else {
      const { retryAfter } = await ApiError.from(response);
      quietUntil = Date.now() + Math.min((retryAfter ?? 0) * 1_000, LONGEST_QUIET_MS);
      if (!token) authStore.set('unreachable');
    }
  } catch {
    if (!token) authStore.set('unreachable');
  }
  return authStore.get();
};

/** One refresh at a time in this tab; tabs may race, the server gives both the same successor (10 s overlap). */
export const refreshLogin = (): Promise<AuthState> => {
  refreshing ??= refresh().finally(() => {
    refreshing = null;
  });
  return refreshing;
};

/** A token good for at least half a minute, or null when there is none to be had now. */
export const freshToken = async (): Promise<string | null> => {
  if (token && token.expiresAt - Date.now() > 30_000) return token.value;
  await refreshLogin();
  return token && token.expiresAt > Date.now() ? token.value : null;
};
export const dropToken = () => {
  token = null;
};

export const signIn = async (email: string, password: string): Promise<void> => {
  const response = await postForm('/api/oauth/token', { grant_type: 'password', username: email, password });
  if (!response.ok) throw await ApiError.from(response);
  storage.remove(SIGNED_OUT_KEY);
  accept((await response.json()) as TokenResponse);
  tabs?.postMessage('in');
};

/** @returns whether the server revoked the login */
const revoke = async (): Promise<boolean> => {
  const done = await postForm('/api/oauth/revoke', {}).then(
    (response) => response.ok,
    () => false,
  );
  if (done) storage.remove(SIGNED_OUT_KEY);
  return done;
};

/** Signs out here and in every tab. A server that is away is told before this browser signs in by itself again. */
export const signOut = async (): Promise<void> => {
  storage.set(SIGNED_OUT_KEY, 'yes');
  tabs?.postMessage('out');
  await revoke();
  forget();
};

tabs?.addEventListener('message', (event: MessageEvent<unknown>) => {
  if (event.data === 'out') forget();
  if (event.data === 'in' && authStore.get() !== 'in') {
    quietUntil = 0;
    void refreshLogin();
  }
});
