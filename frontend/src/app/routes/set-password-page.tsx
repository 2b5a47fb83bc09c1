import { useState } from 'react';
import { Link, useLocation } from 'react-router-dom';
import { Button } from '@/components/ui/button';
import { AuthPage } from '@/features/auth';
import { SetPassword } from '@/features/password-link';

/** The token stands in the fragment: no server on the way, and no log, sees it. */
export default function SetPasswordPage() {
  const token = useLocation().hash.slice(1);
  const [done, setDone] = useState(false);
  return (
    <AuthPage
      title={done ? 'Your password is set' : 'Set a new password'}
      lead={
        done
          ? 'Sign in with it. You were signed out everywhere else.'
          : 'An administrator gave you this link. It works once.'
      }
      footer={null}
    >
      {done ? (
        <Button asChild variant="primary" size="lg">
          <Link to="/sign-in">Sign in</Link>
        </Button>
      ) : (
        <SetPassword key={token} token={token} onDone={() => setDone(true)} />
      )}
    </AuthPage>
  );
}
