import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { Spinner } from '@/components/ui/spinner';
import { messageOf } from '@/lib/api-error';
import { focusNow } from '@/lib/focus-now';
import type { useCreateToken } from '../api/account';

const LIVES = [7, 30, 90, 366] as const;
const USUAL = 90;
const lifeText = (days: number) => (days === 366 ? 'a year' : `${days} days`);

export const CreateToken = ({
  create,
  onLeave,
}: {
  create: ReturnType<typeof useCreateToken>;
  onLeave: () => void;
}) => {
  const [name, setName] = useState('');
  const [days, setDays] = useState<number>(USUAL);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim()) create.mutate({ name: name.trim(), expiresInDays: days }, { onSuccess: onLeave });
  };
  return (
    <form aria-label="New access token" className="grid max-w-sm gap-4" onSubmit={submit}>
      <Field label="Name" hint="What will use it, so that you know it again.">
        {(control) => (
          <Input
            {...control}
            ref={focusNow}
            required
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Field label="It ends after">
        {(control) => (
          <Select {...control} value={days} onChange={(event) => setDays(Number(event.target.value))}>
            {LIVES.map((life) => (
              <option key={life} value={life}>
                {lifeText(life)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <div className="flex gap-2">
        <Button type="submit" variant="primary" disabled={create.isPending}>
          {create.isPending && <Spinner />} Create token
        </Button>
        <Button variant="ghost" disabled={create.isPending} onClick={onLeave}>
          Cancel
        </Button>
      </div>
      {create.isError && (
        <p role="alert" className="text-danger-text text-ui">
          Not created. {messageOf(create.error)}
        </p>
      )}
    </form>
  );
};
