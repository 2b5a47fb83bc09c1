import { SearchIcon, UsersIcon } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { EmptyState } from '@/components/layout/empty-state';
import { ErrorState } from '@/components/layout/error-state';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Skeleton } from '@/components/ui/skeleton';
import { Spinner } from '@/components/ui/spinner';
import { usePeople } from '../api/people';
import { PersonRow } from './person-row';

/** Everybody with an account, for whoever runs this Parley. */
export const People = ({ myId }: { myId: string }) => {
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed.trim());
  const people = usePeople(search);
  const items = people.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="grid gap-4">
      <div className="relative max-w-sm">
        <SearchIcon
          aria-hidden="true"
          className="pointer-events-none absolute inset-y-0 left-2.5 my-auto size-4 text-muted-foreground"
        />
        <Input
          type="search"
          aria-label="Search by name or address"
          placeholder="Name or address"
          className="pl-8"
          maxLength={200}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      {people.isPending && <Skeleton className="h-60 rounded-xl" />}
      {people.isError && !people.data && (
        <ErrorState title="The people could not be loaded" error={people.error} onRetry={() => void people.refetch()} />
      )}
      {people.isSuccess && items.length === 0 && (
        <EmptyState icon={<UsersIcon />} title="Nobody found">
          No name and no address has “{search}” in it.
        </EmptyState>
      )}
      {items.length > 0 && (
        <ul aria-label="People" className="border-y">
          {items.map((person) => (
            <PersonRow key={person.id} person={person} isMe={person.id === myId} />
          ))}
        </ul>
      )}
      {people.hasNextPage && (
        <Button
          className="justify-self-center"
          disabled={people.isFetchingNextPage}
          onClick={() => void people.fetchNextPage()}
        >
          {people.isFetchingNextPage && <Spinner />} Show older
        </Button>
      )}
    </div>
  );
};
