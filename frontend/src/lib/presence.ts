import { useEffect } from 'react';
import { lineDownSince, sendPresence } from './realtime';

/** The server forgets a presence after 75 s without a word. */
const REPEAT_MS = 30_000;

/** The session on screen, whether or not anybody looks. */
let shown: string | null = null;
/** What the server was told last, on this connection. */
let told: string | null = null;
let watching = false;
let planned = false;

/** A page in the background, or behind another window, is in front of nobody. */
const inSight = () => document.visibilityState === 'visible' && document.hasFocus();

const tell = (again: boolean) => {
  const now = inSight() ? shown : null;
  if (now === told && !(again && now)) return;
  told = now;
  sendPresence(now);
};

/** Going from one session to the next is one change, not a leaving and a coming. */
const tellSoon = () => {
  if (planned) return;
  planned = true;
  queueMicrotask(() => {
    planned = false;
    tell(false);
  });
};

const watch = () => {
  if (watching) return;
  watching = true;
  for (const type of ['focus', 'blur'] as const) window.addEventListener(type, tellSoon);
  document.addEventListener('visibilitychange', tellSoon);
  window.setInterval(() => tell(true), REPEAT_MS);
  lineDownSince.subscribe(() => {
    // A new connection knows nothing of what the one before it was told.
    told = null;
    if (lineDownSince.get() === null) tell(false);
  });
};

export const showSession = (sessionId: string) => {
  watch();
  shown = sessionId;
  tellSoon();
  return () => {
    if (shown === sessionId) shown = null;
    tellSoon();
  };
};

/** While this is on screen the person is here: questions of the session come here first (FB-6). */
export const usePresence = (sessionId: string) => {
  useEffect(() => showSession(sessionId), [sessionId]);
};
