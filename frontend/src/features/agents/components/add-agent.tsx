import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Spinner } from '@/components/ui/spinner';
import { messageOf } from '@/lib/api-error';
import { focusNow } from '@/lib/focus-now';
import { toast } from '@/lib/toast';
import { useAddAgent } from '../api/directory';

/** What is typed, and sending it. */
const useAddForm = (onDone: () => void) => {
  const add = useAddAgent();
  const [url, setUrl] = useState('');
  const [token, setToken] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (add.isPending || !url.trim()) return;
    add.mutate(
      { url: url.trim(), token: token.trim() },
      {
        onSuccess: ({ name }) => {
          toast.message(`${name} was added.`);
          onDone();
        },
      },
    );
  };
  const problem = add.isError ? messageOf(add.error) : undefined;
  return { url, setUrl, token, setToken, submit, problem, sending: add.isPending };
};

/** An agent is added by its address; what it can do, its card says. */
export const AddAgent = ({ onDone }: { onDone: () => void }) => {
  const { url, setUrl, token, setToken, submit, problem, sending } = useAddForm(onDone);
  return (
    <form aria-label="Add an agent" onSubmit={submit} className="grid max-w-xl gap-4 rounded-lg border bg-card p-4">
      <Field label="Address" hint="Of the agent, or of its A2A agent card." error={problem}>
        {(control) => (
          <Input
            {...control}
            ref={focusNow}
            type="url"
            required
            placeholder="https://agents.example.com/weather"
            value={url}
            onChange={(event) => setUrl(event.target.value)}
          />
        )}
      </Field>
      <Field
        label="Token"
        optional
        hint="Sent to the agent with every task, as a bearer token. Kept sealed, never shown again."
      >
        {(control) => (
          <Input
            {...control}
            type="password"
            autoComplete="off"
            value={token}
            onChange={(event) => setToken(event.target.value)}
          />
        )}
      </Field>
      <div className="flex gap-2">
        <Button type="submit" variant="primary" disabled={sending || !url.trim()}>
          {sending && <Spinner />} Add agent
        </Button>
        <Button variant="ghost" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
};
