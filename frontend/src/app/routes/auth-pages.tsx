import { Link, Navigate, useLocation, useNavigate } from 'react-router-dom';
import { AuthPage, RegisterForm, SignInForm } from '@/features/auth';
import { authStore } from '@/lib/auth-session';
import { useStore } from '@/lib/store';

/** Where the person was going. Only a path of ours: never another site. */
const useDestination = (): string => {
  const from = (useLocation().state as { from?: string } | null)?.from;
  return from?.startsWith('/') && !from.startsWith('//') ? from : '/sessions';
};

const linkClass =
  'font-medium text-accent-text underline decoration-current/40 underline-offset-3 hover:decoration-current';

export function SignInPage() {
  const to = useDestination();
  const navigate = useNavigate();
  if (useStore(authStore) === 'in') return <Navigate to={to} replace />;
  return (
    <AuthPage
      title="Sign in"
      lead="Your agents may be waiting for you."
      footer={
        <>
          No account yet?{' '}
          <Link to="/register" state={{ from: to }} className={linkClass}>
            Create one
          </Link>
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
  if (useStore(authStore) === 'in') return <Navigate to={to} replace />;
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
