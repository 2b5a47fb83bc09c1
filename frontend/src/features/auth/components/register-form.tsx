import { type FormEvent, useState } from 'react';
import { isLongEnough, NewPasswordField, TOO_SHORT } from '@/components/new-password-field';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Spinner } from '@/components/ui/spinner';
import { ApiError, messageOf } from '@/lib/api-error';
import { registerAndSignIn } from '../api/register';
import { isRateLimit, useCooldown } from '../hooks/use-cooldown';
import { FormError } from './auth-page';

type Errors = Partial<Record<'email' | 'name' | 'password' | 'form', string>>;

const explain = (error: unknown): Errors => {
  if (!(error instanceof ApiError)) return { form: messageOf(error) };
  if (error.status === 409) return { email: error.message };
  const errors: Errors = {};
  for (const { path, message } of error.fieldErrors)
    if (path === 'email' || path === 'name' || path === 'password') errors[path] ??= message;
  return Object.keys(errors).length ? errors : { form: error.message };
};

export const RegisterForm = ({ onDone }: { onDone: () => void }) => {
  const [errors, setErrors] = useState<Errors>({});
  const [busy, setBusy] = useState(false);
  const [password, setPassword] = useState('');
  const cooldown = useCooldown();

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    if (!isLongEnough(password)) {
      setErrors({ password: TOO_SHORT });
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
      <NewPasswordField label="Password" error={errors.password} value={password} onChange={setPassword} />
      <Button type="submit" variant="primary" size="lg" disabled={busy || cooldown.seconds > 0}>
        {busy && <Spinner />}
        Create account
      </Button>
    </form>
  );
};
