import type { AdminUser } from '@parley/contracts';
import { useState } from 'react';
import { AskOnceMore } from '@/components/ask-once-more';
import { CopyField } from '@/components/copy-field';
import { Button } from '@/components/ui/button';
import { Spinner } from '@/components/ui/spinner';
import { messageOf } from '@/lib/api-error';
import { useChangePerson, usePasswordLink, useSignOutPerson } from '../api/people';
import { type PersonAct, questionOf } from '../describe-person';

/** Everything that can be done about one person; whoever looks at themselves has another administrator do it. */
export const PersonActions = ({ person, onDone }: { person: AdminUser; onDone: () => void }) => {
  const [asking, setAsking] = useState<PersonAct | null>(null);
  const change = useChangePerson(person.id);
  const signOut = useSignOutPerson(person.id);
  const link = usePasswordLink(person.id);
  const done = () => {
    setAsking(null);
    onDone();
  };
  const acts: Record<PersonAct, () => void> = {
    disable: () => change.mutate({ disabled: true }, { onSuccess: done }),
    promote: () => change.mutate({ role: 'ADMIN' }, { onSuccess: done }),
    demote: () => change.mutate({ role: 'MEMBER' }, { onSuccess: done }),
    'sign out': () => signOut.mutate(undefined, { onSuccess: done }),
    password: () => link.mutate(undefined, { onSuccess: () => setAsking(null) }),
  };
  const failed = [change, signOut, link].find(({ isError }) => isError)?.error;
  const problem = failed ? `Nothing was changed. ${messageOf(failed)}` : null;
  if (asking) {
    const { title, text, yes } = questionOf(asking, person);
    return (
      <AskOnceMore
        label={title}
        yes={yes}
        no="Leave it"
        busy={change.isPending || signOut.isPending || link.isPending}
        problem={problem}
        onYes={acts[asking]}
        onNo={() => {
          for (const one of [change, signOut, link]) one.reset();
          setAsking(null);
          onDone();
        }}
      >
        {text}
      </AskOnceMore>
    );
  }
  const offer = (act: PersonAct, label: string) => (
    <Button size="sm" variant="ghost" aria-label={`${label}: ${person.name}`} onClick={() => setAsking(act)}>
      {label}
    </Button>
  );
  if (person.disabledAt)
    return (
      <div className="flex flex-wrap items-center gap-2">
        <Button
          size="sm"
          aria-label={`Enable: ${person.name}`}
          disabled={change.isPending}
          onClick={() => change.mutate({ disabled: false }, { onSuccess: onDone })}
        >
          {change.isPending && <Spinner />} Enable
        </Button>
        {problem && (
          <p role="alert" className="text-danger-text text-xs">
            {problem}
          </p>
        )}
      </div>
    );
  return (
    <div className="grid gap-2">
      {link.data && (
        <CopyField
          label={`Link for ${person.name}`}
          hint="Shown only now. It works once, within 24 hours."
          value={link.data.url}
        />
      )}
      <div className="-ml-2.5 flex flex-wrap items-center">
        {person.role === 'ADMIN' ? offer('demote', 'Make member') : offer('promote', 'Make administrator')}
        {offer('password', 'Password link')}
        {offer('sign out', 'Sign out everywhere')}
        {offer('disable', 'Disable')}
      </div>
    </div>
  );
};
