import { useEffect } from 'react';
import { Link, Navigate, useLocation, useNavigate } from 'react-router-dom';
import { AuthPage, RegisterForm, SignInForm } from '@/features/auth';
import { authStore, refreshLogin } from '@/lib/auth-session';
import { useStore } from '@/lib/store';

/** Where the person was going. Only a path of ours: never another site. */
const useDestination = (): string => {
  const from = (useLocation().state as { from?: string } | null)?.from;
  return from?.startsWith('/') && !from.startsWith('//') ? from : '/sessions';
};

const linkClass =
  'font-medium text-accent-text underline decoration-current/40 underline-offset-3 hover:decoration-current';

/** Opened directly, such as from a bookmark, the page does not know yet: the cookie of an earlier visit decides. */
const useSignedIn = (): boolean => {
  const auth = useStore(authStore);
  useEffect(() => {
    if (auth === 'unknown') void refreshLogin();
  }, [auth]);
  return auth === 'in';
};

export function SignInPage() {
  const to = useDestination();
  const navigate = useNavigate();
  if (useSignedIn()) return <Navigate to={to} replace />;
  return (
    <AuthPage
      title="Sign in"
      lead="Your agents may be waiting for you."
      footer={
        <>
          New here?{' '}
          <Link to="/register" state={{ from: to }} className={linkClass}>
            Create an account
          </Link>{' '}
          — the first one becomes the administrator.
        </>
      }
    >
      <SignInForm onDone={() => navigate(to, { replace: true })} />
    </AuthPage>
  );
}

export function RegisterPage() {
  const to = useDestination();
  const navigate = useNavigate();
  if (useSignedIn()) return <Navigate to={to} replace />;
  return (
    <AuthPage
      title="Create your account"
      lead="Agents ask, you answer, and nothing gets lost in between."
      footer={
        <>
          Already have one?{' '}
          <Link to="/sign-in" state={{ from: to }} className={linkClass}>
            Sign in
          </Link>
        </>
      }
    >
      <RegisterForm onDone={() => navigate(to, { replace: true })} />
    </AuthPage>
  );
}
