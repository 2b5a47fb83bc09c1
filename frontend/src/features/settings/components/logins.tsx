import type { Login } from '@parley/contracts';
import { ErrorState } from '@/components/layout/error-state';
import { Section } from '@/components/layout/section';
import { Time } from '@/components/time';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import { Spinner } from '@/components/ui/spinner';
import { messageOf } from '@/lib/api-error';
import { timeWithDay } from '@/lib/dates';
import { useEndLogin, useLogins } from '../api/account';

const CLIENT: Record<string, string> = { 'parley-web': 'A browser', 'parley-cli': 'The command line' };

const Row = ({ login }: { login: Login }) => {
  const end = useEndLogin(login.id);
  const name = CLIENT[login.client] ?? login.client;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b py-3 last:border-0">
      <div className="min-w-0">
        <p className="text-ui">{login.current ? 'This browser' : name}</p>
        <p className="text-muted-foreground text-xs">
          Signed in <Time at={login.createdAt} format={timeWithDay} /> · last used{' '}
          <Time at={login.lastUsedAt} format={timeWithDay} />
        </p>
        {end.isError && (
          <p role="alert" className="text-danger-text text-xs">
            Not signed out. {messageOf(end.error)}
          </p>
        )}
      </div>
      {!login.current && (
        <Button size="sm" aria-label={`Sign out: ${name}`} disabled={end.isPending} onClick={() => end.mutate()}>
          {end.isPending && <Spinner />} Sign out there
        </Button>
      )}
    </li>
  );
};

/** Where somebody is signed in. */
export const Logins = () => {
  const logins = useLogins();
  return (
    <Section title="Signed in" lead="If you do not know one of these, sign out there and change your password.">
      {logins.isPending && <Skeleton className="h-16 rounded-lg" />}
      {logins.isError && !logins.data && (
        <ErrorState
          title="Your logins could not be loaded"
          error={logins.error}
          onRetry={() => void logins.refetch()}
        />
      )}
      {logins.data && (
        <ul aria-label="Where you are signed in" className="border-y">
          {logins.data.map((login) => (
            <Row key={login.id} login={login} />
          ))}
        </ul>
      )}
    </Section>
  );
};
