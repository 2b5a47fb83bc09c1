import { type FormEvent, useState } from 'react';
import { Button, ChangePart } from '#kit/page';
import { Field } from './field';
import { useChange } from './use-change';

/** Somebody new, with a mailbox on Gmail. */
export function Hire() {
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const change = useChange();
  const hire = (event: FormEvent) => {
    event.preventDefault();
    change('hire', { name: name.trim(), email: email.trim() }, `${name.trim()} has a mailbox`);
    setName('');
    setEmail('');
  };
  return (
    <ChangePart title="Somebody new">
      <form onSubmit={hire} className="flex flex-col gap-3">
        <Field name="Name">
          <input required value={name} onChange={({ target }) => setName(target.value)} className="field text-ui!" />
        </Field>
        <Field name="Address">
          <input
            required
            type="email"
            placeholder="kim@acme.example"
            value={email}
            onChange={({ target }) => setEmail(target.value)}
            className="field text-ui!"
          />
        </Field>
        <Button type="submit" className="self-start">
          Hire
        </Button>
      </form>
    </ChangePart>
  );
}
