import { useEffect } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router-dom';
import { Logo } from '@/components/layout/logo';
import { authStore, refreshLogin } from '@/lib/auth-session';
import { useStore } from '@/lib/store';

const RETRY_MS = 1_500;

/** The silent refresh at load decides; until then nothing flashes. A server that is away is waited for. */
export const RequireLogin = () => {
  const auth = useStore(authStore);
  const location = useLocation();
  useEffect(() => {
    if (auth === 'unknown') void refreshLogin();
    if (auth !== 'unreachable') return;
    const timer = setInterval(() => void refreshLogin(), RETRY_MS);
    return () => clearInterval(timer);
  }, [auth]);

  if (auth === 'in') return <Outlet />;
  if (auth === 'out') return <Navigate to="/sign-in" replace state={{ from: location.pathname + location.search }} />;
  return (
    <main className="grid h-full place-items-center" aria-busy="true">
      <h1 className="sr-only">Parley</h1>
      {auth === 'unreachable' && (
        <p role="status" className="flex items-center gap-2.5 text-muted-foreground text-ui">
          <Logo className="breathe" /> Parley cannot be reached. Trying again…
        </p>
      )}
    </main>
  );
};
