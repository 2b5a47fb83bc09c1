import { type FormEvent, useState } from 'react';
import { PasswordInput } from '@/components/password-input';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Spinner } from '@/components/ui/spinner';
import { ApiError, messageOf, OfflineError } from '@/lib/api-error';
import { signIn } from '@/lib/auth-session';
import { isRateLimit, useCooldown } from '../hooks/use-cooldown';
import { FormError } from './auth-page';

const explain = (error: unknown) => {
  if (error instanceof ApiError && error.code === 'invalid_grant') return 'That email and password do not match.';
  if (error instanceof TypeError) return new OfflineError().message;
  return messageOf(error);
};

export const SignInForm = ({ onDone }: { onDone: () => void }) => {
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const cooldown = useCooldown();

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    setBusy(true);
    setError(null);
    try {
      await signIn(String(fields.get('email')).trim(), String(fields.get('password')));
      onDone();
    } catch (failure) {
      cooldown.start(failure);
      // A wait is told by the cooldown, counting; the server's own number would stand still beside it.
      setError(isRateLimit(failure) ? null : explain(failure));
      setBusy(false);
    }
  };

  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-4">
      {(cooldown.text ?? error) && <FormError>{cooldown.text ?? error}</FormError>}
      <Field label="Email">
        {(control) => (
          <Input {...control} name="email" type="email" autoComplete="username" required maxLength={254} autoFocus />
        )}
      </Field>
      <Field label="Password">
        {(control) => <PasswordInput {...control} name="password" autoComplete="current-password" required />}
      </Field>
      <Button type="submit" variant="primary" size="lg" disabled={busy || cooldown.seconds > 0}>
        {busy && <Spinner />}
        Sign in
      </Button>
    </form>
  );
};
