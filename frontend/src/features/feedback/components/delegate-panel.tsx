import type { FeedbackRequest } from '@parley/contracts';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Spinner } from '@/components/ui/spinner';
import { messageOf } from '@/lib/api-error';
import { useDelegate } from '../api/set-aside';

/** Who shall decide instead. */
export default function DelegatePanel({ request, onDone }: { request: FeedbackRequest; onDone: () => void }) {
  const [to, setTo] = useState('');
  const delegate = useDelegate(request);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (to.trim()) delegate.mutate({ to: to.trim() }, { onSuccess: onDone });
  };
  return (
    <form className="flex flex-wrap items-start gap-2" onSubmit={submit}>
      <div className="min-w-0 max-w-96 flex-1">
        <Field
          label="Delegate to"
          hint="Somebody with an account here. They see this question, not the session, and only they can answer it then."
          error={delegate.isError ? messageOf(delegate.error) : undefined}
        >
          {(control) => (
            <Input
              {...control}
              autoFocus
              type="email"
              autoComplete="off"
              maxLength={320}
              placeholder="name@example.org"
              className="h-8"
              value={to}
              onChange={(event) => setTo(event.target.value)}
            />
          )}
        </Field>
      </div>
      <Button type="submit" className="mt-6.5 pointer-coarse:h-11" disabled={!to.trim() || delegate.isPending}>
        {delegate.isPending && <Spinner />} Delegate
      </Button>
    </form>
  );
}
