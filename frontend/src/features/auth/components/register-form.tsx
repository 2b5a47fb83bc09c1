import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Spinner } from '@/components/ui/spinner';
import { MIN_PASSWORD_LENGTH } from '@/config';
import { ApiError, messageOf } from '@/lib/api-error';
import { cn } from '@/lib/utils';
import { registerAndSignIn } from '../api/register';
import { isRateLimit, useCooldown } from '../hooks/use-cooldown';
import { FormError } from './auth-page';
import { PasswordInput } from './password-input';

type Errors = Partial<Record<'email' | 'name' | 'password' | 'form', string>>;

const explain = (error: unknown): Errors => {
  if (!(error instanceof ApiError)) return { form: messageOf(error) };
  if (error.status === 409) return { email: error.message };
  const errors: Errors = {};
  for (const { path, message } of error.fieldErrors)
    if (path === 'email' || path === 'name' || path === 'password') errors[path] ??= message;
  return Object.keys(errors).length ? errors : { form: error.message };
};

const PasswordRule = ({ length }: { length: number }) => {
  const met = length >= MIN_PASSWORD_LENGTH;
  return (
    <span className={cn(met && 'text-success-text')}>
      {met ? '✓ ' : ''}At least {MIN_PASSWORD_LENGTH} characters
      {length > 0 && !met ? `, ${MIN_PASSWORD_LENGTH - length} to go` : ''}. A few words make a good one.
    </span>
  );
};

export const RegisterForm = ({ onDone }: { onDone: () => void }) => {
  const [errors, setErrors] = useState<Errors>({});
  const [busy, setBusy] = useState(false);
  const [password, setPassword] = useState('');
  const cooldown = useCooldown();

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    if (password.length < MIN_PASSWORD_LENGTH) {
      setErrors({ password: `Use at least ${MIN_PASSWORD_LENGTH} characters.` });
      return;
    }
    setBusy(true);
    setErrors({});
    try {
      const email = String(fields.get('email')).trim();
      await registerAndSignIn({ email, name: String(fields.get('name')).trim(), password });
      onDone();
    } catch (failure) {
      cooldown.start(failure);
      setErrors(isRateLimit(failure) ? {} : explain(failure));
      setBusy(false);
    }
  };

  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-4">
      {(cooldown.text ?? errors.form) && <FormError>{cooldown.text ?? errors.form}</FormError>}
      <Field label="Name" error={errors.name}>
        {(control) => <Input {...control} name="name" autoComplete="name" required maxLength={100} autoFocus />}
      </Field>
      <Field label="Email" error={errors.email}>
        {(control) => <Input {...control} name="email" type="email" autoComplete="username" required maxLength={254} />}
      </Field>
      <Field label="Password" error={errors.password} hint={<PasswordRule length={password.length} />}>
        {(control) => (
          <PasswordInput
            {...control}
            name="password"
            autoComplete="new-password"
            required
            maxLength={200}
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" variant="primary" size="lg" disabled={busy || cooldown.seconds > 0}>
        {busy && <Spinner />}
        Create account
      </Button>
    </form>
  );
};
