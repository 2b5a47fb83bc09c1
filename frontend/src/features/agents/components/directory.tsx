import { PlusIcon, SearchIcon } from 'lucide-react';
import { useDeferredValue, useRef, useState } from 'react';
import { EmptyState } from '@/components/layout/empty-state';
import { ErrorState } from '@/components/layout/error-state';
import { Section } from '@/components/layout/section';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Skeleton } from '@/components/ui/skeleton';
import { percent } from '@/lib/amounts';
import { useDirectory, useDirectorySearch } from '../api/directory';
import { reasonsText } from '../describe-agent';
import { AddAgent } from './add-agent';
import { DirectoryRow } from './directory-row';

const Loading = () => (
  <div className="grid gap-3" aria-busy="true">
    <Skeleton className="h-24 rounded-lg" />
    <Skeleton className="h-24 rounded-lg" />
  </div>
);

const Found = ({ text, canChange, onGone }: { text: string; canChange: boolean; onGone: () => void }) => {
  const search = useDirectorySearch(text);
  if (search.isPending) return <Loading />;
  if (!search.data)
    return <ErrorState title="The search failed" error={search.error} onRetry={() => void search.refetch()} />;
  if (search.data.length === 0)
    return (
      <EmptyState icon={<SearchIcon />} title="Nobody says that they can do this">
        Try other words, or add an agent that can.
      </EmptyState>
    );
  return (
    <ol aria-label="Agents that fit, best first" className="border-y">
      {search.data.map(({ agent, score, reasons }) => (
        <DirectoryRow key={agent.id} agent={agent} canChange={canChange} onGone={onGone}>
          <p className="break-words text-ui">
            <span className="font-medium tabular">{percent(score)}</span>
            <span className="text-muted-foreground"> · {reasonsText({ reasons })}</span>
          </p>
        </DirectoryRow>
      ))}
    </ol>
  );
};

const All = ({ canChange, onGone }: { canChange: boolean; onGone: () => void }) => {
  const directory = useDirectory();
  if (directory.isPending) return <Loading />;
  if (!directory.data)
    return (
      <ErrorState
        title="The directory could not be loaded"
        error={directory.error}
        onRetry={() => void directory.refetch()}
      />
    );
  return (
    <ul aria-label="Agents in the directory" className="border-y">
      {directory.data.map((agent) => (
        <DirectoryRow key={agent.id} agent={agent} canChange={canChange} onGone={onGone} />
      ))}
    </ul>
  );
};

/** Who can be given work by other agents: those of this Parley, and those elsewhere by their A2A card (AG-5). */
export const Directory = ({ canChange }: { canChange: boolean }) => {
  const [adding, setAdding] = useState(false);
  const [text, setText] = useState('');
  const wanted = useDeferredValue(text.trim());
  const box = useRef<HTMLInputElement>(null);
  const gone = () => box.current?.focus();
  return (
    <Section
      title="Directory"
      lead="Whom the orchestrator can give work to: agents of this Parley, and agents elsewhere that speak A2A."
      action={
        canChange &&
        !adding && (
          <Button onClick={() => setAdding(true)}>
            <PlusIcon /> Add an agent
          </Button>
        )
      }
    >
      {adding && <AddAgent onDone={() => setAdding(false)} />}
      <Input
        ref={box}
        type="search"
        aria-label="What should be done?"
        placeholder="What should be done? Such as: weather in Lisbon in May"
        value={text}
        maxLength={500}
        onChange={(event) => setText(event.target.value)}
      />
      {wanted ? (
        <Found text={wanted} canChange={canChange} onGone={gone} />
      ) : (
        <All canChange={canChange} onGone={gone} />
      )}
    </Section>
  );
};
