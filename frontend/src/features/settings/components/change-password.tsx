import { type FormEvent, useState } from 'react';
import { Section } from '@/components/layout/section';
import { isLongEnough, NewPasswordField, TOO_SHORT } from '@/components/new-password-field';
import { PasswordInput } from '@/components/password-input';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Spinner } from '@/components/ui/spinner';
import { ApiError, messageOf } from '@/lib/api-error';
import { focusNow } from '@/lib/focus-now';
import { useChangePassword } from '../api/account';

const Form = ({ change, onLeave }: { change: ReturnType<typeof useChangePassword>; onLeave: () => void }) => {
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const [tooShort, setTooShort] = useState(false);
  const { error } = change;
  const wrong = error instanceof ApiError && error.code === 'password_wrong';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTooShort(!isLongEnough(password));
    if (isLongEnough(password)) change.mutate({ current, password }, { onSuccess: onLeave });
  };
  return (
    <form aria-label="Change password" className="grid max-w-sm gap-4" onSubmit={submit}>
      <Field label="Current password" error={wrong ? error.message : undefined}>
        {(control) => (
          <PasswordInput
            {...control}
            ref={focusNow}
            autoComplete="current-password"
            required
            maxLength={200}
            value={current}
            onChange={(event) => setCurrent(event.target.value)}
          />
        )}
      </Field>
      <NewPasswordField
        label="New password"
        value={password}
        error={tooShort ? TOO_SHORT : undefined}
        onChange={setPassword}
      />
      <div className="flex gap-2">
        <Button type="submit" variant="primary" disabled={change.isPending}>
          {change.isPending && <Spinner />} Change password
        </Button>
        <Button variant="ghost" disabled={change.isPending} onClick={onLeave}>
          Cancel
        </Button>
      </div>
      {error && !wrong && (
        <p role="alert" className="text-danger-text text-ui">
          Not changed. {messageOf(error)}
        </p>
      )}
    </form>
  );
};

export const ChangePassword = () => {
  const [open, setOpen] = useState(false);
  const change = useChangePassword();
  return (
    <Section
      title="Password"
      lead="When it changes, you are signed out everywhere but here."
      action={
        !open && (
          <Button
            onClick={() => {
              change.reset();
              setOpen(true);
            }}
          >
            Change password
          </Button>
        )
      }
    >
      <p role="status" className="text-success-text text-ui empty:hidden">
        {!open && change.isSuccess && 'Your password is changed.'}
      </p>
      {open && <Form change={change} onLeave={() => setOpen(false)} />}
    </Section>
  );
};
