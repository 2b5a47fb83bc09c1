import { Link, useLocation, useNavigate } from 'react-router-dom';
import { Button } from '@/components/ui/button';
import { signOut } from '@/lib/auth-session';

/** Whose decision it is. A mail may have been forwarded, so the link alone does not make it (T8). */
export const SignInFirst = ({ person, somebodyElse }: { person: string; somebodyElse: boolean }) => {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const back = { state: { from: pathname + search } };
  return (
    <div className="grid justify-items-start gap-2.5 border-t pt-4">
      <p className="text-ui">
        {somebodyElse
          ? `You are signed in as somebody else. This is for ${person} to decide.`
          : `This is for ${person} to decide. The mail may have been forwarded, so a sign-in is needed.`}
      </p>
      {somebodyElse ? (
        <Button size="lg" onClick={() => void signOut().then(() => navigate('/sign-in', back))}>
          Sign out, and in as {person}
        </Button>
      ) : (
        <Button variant="primary" size="lg" asChild>
          <Link to="/sign-in" {...back}>
            Sign in as {person} to decide
          </Link>
        </Button>
      )}
    </div>
  );
};
