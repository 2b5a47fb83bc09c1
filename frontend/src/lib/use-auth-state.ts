import { useEffect } from 'react';
import { type AuthState, authStore, refreshLogin } from './auth-session';
import { useStore } from './store';

const RETRY_MS = 1_500;

/** Is somebody signed in? The cookie of an earlier visit decides, silently; a server that is away is waited for. */
export const useAuthState = (): AuthState => {
  const auth = useStore(authStore);
  useEffect(() => {
    if (auth === 'unknown') void refreshLogin();
    if (auth !== 'unreachable') return;
    const timer = setInterval(() => void refreshLogin(), RETRY_MS);
    return () => clearInterval(timer);
  }, [auth]);
  return auth;
};
