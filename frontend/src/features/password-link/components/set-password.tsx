import type { PasswordLinkOwner } from '@parley/contracts';
import { type FormEvent, useState } from 'react';
import { ErrorState } from '@/components/layout/error-state';
import { isLongEnough, NewPasswordField, TOO_SHORT } from '@/components/new-password-field';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import { Spinner } from '@/components/ui/spinner';
import { ApiError, messageOf } from '@/lib/api-error';
import { usePasswordLink, useSetPassword } from '../api/password-link';

const USED = 'This link was used, is too old, or is not whole. Ask an administrator for another one.';
const isGone = (error: unknown) => error instanceof ApiError && [400, 404].includes(error.status);

const Form = ({ token, owner, onDone }: { token: string; owner: PasswordLinkOwner; onDone: () => void }) => {
  const [password, setPassword] = useState('');
  const [tooShort, setTooShort] = useState(false);
  const set = useSetPassword(token);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTooShort(!isLongEnough(password));
    if (isLongEnough(password)) set.mutate(password, { onSuccess: onDone });
  };
  return (
    <form aria-label="Set a new password" className="grid gap-4" onSubmit={submit}>
      <p className="break-words text-ui">
        For {owner.name}, <span className="break-all">{owner.email}</span>
      </p>
      {/* For the password manager: whose password this is. */}
      <input type="email" name="username" autoComplete="username" value={owner.email} readOnly hidden />
      <NewPasswordField
        label="New password"
        value={password}
        error={tooShort ? TOO_SHORT : undefined}
        onChange={setPassword}
      />
      {set.isError && (
        <p role="alert" className="rounded-md bg-danger-soft px-3 py-2 text-danger-text text-ui">
          {isGone(set.error) ? USED : messageOf(set.error)}
        </p>
      )}
      <Button type="submit" variant="primary" size="lg" disabled={set.isPending}>
        {set.isPending && <Spinner />} Set password
      </Button>
    </form>
  );
};

/** A new password by the link that an administrator gave. */
export const SetPassword = ({ token, onDone }: { token: string; onDone: () => void }) => {
  const link = usePasswordLink(token);
  if (token === '' || isGone(link.error))
    return (
      <p role="alert" className="text-pretty text-ui">
        {USED}
      </p>
    );
  if (link.data) return <Form token={token} owner={link.data} onDone={onDone} />;
  if (link.isError)
    return (
      <ErrorState title="The link could not be looked at" error={link.error} onRetry={() => void link.refetch()} />
    );
  return <Skeleton className="h-32 rounded-xl" />;
};
