import { X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { Button, each, IconButton } from '#kit/page';
import type { Filter } from '../../../model';

type Condition = 'from' | 'to' | 'subject';
const CONDITIONS: readonly Condition[] = ['from', 'to', 'subject'];
const ACTIONS: readonly Filter['action'][] = ['archive', 'spam', 'trash'];

/** "from contains kim: spam" */
const wordsOf = (filter: Filter): string => {
  const conditions = CONDITIONS.flatMap((name) => (filter[name] ? [`${name} contains “${filter[name]}”`] : []));
  return `${conditions.join(' and ') || 'all mail'}: ${filter.action}`;
};

/** Mail that fits is put elsewhere than into the inbox. */
export function Filters({ filters, onChange }: { filters: readonly Filter[]; onChange: (filters: Filter[]) => void }) {
  const [condition, setCondition] = useState<Condition>('from');
  const [text, setText] = useState('');
  const [action, setAction] = useState<Filter['action']>('spam');
  const add = (event: FormEvent) => {
    event.preventDefault();
    onChange([...filters, { [condition]: text.trim(), action }]);
    setText('');
  };
  return (
    <div className="flex flex-col gap-2 text-ui">
      <ul className="empty:hidden">
        {each(filters, (filter) => (
          <li className="flex items-center gap-2 border-t first:border-t-0">
            <span className="min-w-0 grow [overflow-wrap:anywhere]">{wordsOf(filter)}</span>
            <IconButton
              name={`Remove: ${wordsOf(filter)}`}
              onClick={() => onChange(filters.filter((entry) => entry !== filter))}
            >
              <X className="size-4" aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
      <form onSubmit={add} className="flex flex-wrap items-center gap-1.5">
        <select
          aria-label="What the filter looks at"
          value={condition}
          onChange={({ target }) => setCondition(target.value as Condition)}
          className="field w-auto! text-ui!"
        >
          {each(CONDITIONS, (name) => (
            <option>{name}</option>
          ))}
        </select>
        <input
          required
          aria-label="What it contains"
          placeholder="contains"
          value={text}
          onChange={({ target }) => setText(target.value)}
          className="field w-20! min-w-0 grow text-ui!"
        />
        <select
          aria-label="What happens then"
          value={action}
          onChange={({ target }) => setAction(target.value as Filter['action'])}
          className="field w-auto! text-ui!"
        >
          {each(ACTIONS, (name) => (
            <option>{name}</option>
          ))}
        </select>
        <Button type="submit">Add</Button>
      </form>
    </div>
  );
}
