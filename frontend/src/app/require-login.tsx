import { Navigate, Outlet, useLocation } from 'react-router-dom';
import { Logo } from '@/components/layout/logo';
import { useAuthState } from '@/lib/use-auth-state';

/** The silent refresh at load decides; until then nothing flashes. */
export const RequireLogin = () => {
  const auth = useAuthState();
  const location = useLocation();

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
