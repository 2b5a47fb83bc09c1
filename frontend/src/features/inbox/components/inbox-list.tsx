import type { FeedbackRequest } from '@parley/contracts';
import { InboxIcon } from 'lucide-react';
import { Fragment, type ReactNode, useEffect, useRef, useState } from 'react';
import { EmptyState } from '@/components/layout/empty-state';
import { Segmented } from '@/components/ui/segmented';
import { plural } from '@/lib/utils';
import { useInboxKeys } from '../hooks/use-inbox-keys';
import { useItems } from '../hooks/use-items';
import { countItems, filterItems, type InboxFilter, type InboxItem } from '../inbox-filter';
import { KeyHints } from './key-hints';

const FILTERS: readonly { value: InboxFilter; label: string }[] = [
  { value: 'ALL', label: 'All' },
  { value: 'HIGH', label: 'Urgent' },
  { value: 'NORMAL', label: 'Normal' },
  { value: 'LOW', label: 'Low' },
  { value: 'SNOOZED', label: 'Snoozed' },
];
const NOTHING: Record<InboxFilter, string> = {
  ALL: 'Nothing waits for you now.',
  HIGH: 'Nothing urgent.',
  NORMAL: 'Nothing of normal urgency.',
  LOW: 'Nothing of low urgency.',
  SNOOZED: 'Nothing is snoozed.',
};

/** How one card of the list stands in it. */
export interface InboxPlace {
  folded: boolean;
  position: number;
  total: number;
  current: boolean;
  onUnfold: () => void;
  onDone: () => void;
}

const filterOptions = (items: readonly InboxItem[]) =>
  FILTERS.filter(({ value }) => value !== 'SNOOZED' || countItems(items, value) > 0).map(({ value, label }) => ({
    value,
    label: (
      <>
        {label}
        <span className="text-muted-foreground tabular">{countItems(items, value)}</span>
      </>
    ),
  }));

/**
 * Everything that waits for the person, over all sessions, answered in place. A feed (WAI-ARIA 1.2 §5.4), not a listbox:
 * its members hold controls of their own. One card at a time is a stop for Tab; j, k and the arrows go from card to card.
 */
export const InboxList = ({
  pending,
  myId,
  renderRequest,
  onSession,
}: {
  pending: readonly FeedbackRequest[];
  myId: string | undefined;
  renderRequest: (request: FeedbackRequest, place: InboxPlace) => ReactNode;
  onSession: (request: FeedbackRequest) => void;
}) => {
  const list = useRef<HTMLDivElement>(null);
  const [filter, setFilter] = useState<InboxFilter>('ALL');
  const items = useItems(pending, myId);
  const shown = filterItems(items, filter);
  const keys = useInboxKeys(
    list,
    shown.map(({ request, waits, asleep }) => ({ id: request.id, waits: waits || (asleep && filter === 'SNOOZED') })),
    (id) => {
      const item = shown.find(({ request }) => request.id === id);
      if (item) onSession(item.request);
    },
  );
  const count = countItems(items, 'ALL');
  const { focus, activeId } = keys;
  const begin = useRef(() => activeId && focus(activeId));
  useEffect(() => {
    // Whoever comes by keyboard goes on by keyboard.
    const free = document.activeElement === document.body || document.activeElement?.closest('aside');
    if (free && window.matchMedia('(pointer: fine)').matches) begin.current();
  }, []);

  if (items.length === 0)
    return (
      <EmptyState icon={<InboxIcon />} title="Nothing waits for you">
        When an agent needs you, its question shows here, whichever session it comes from. Answer it in place and the
        agent goes on.
        <span className="pointer-coarse:hidden"> With the keyboard: j and k move, Enter opens, ? shows all keys.</span>
      </EmptyState>
    );
  return (
    <div className="grid gap-4 [&>*]:min-w-0">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <Segmented label="Urgency" value={filter} options={filterOptions(items)} onChange={setFilter} />
        <KeyHints />
      </div>
      <p role="status" className="sr-only">
        {plural(count, 'question')} waiting for you
      </p>
      {shown.length === 0 && <p className="py-6 text-muted-foreground text-ui">{NOTHING[filter]}</p>}
      <div
        ref={list}
        role="feed"
        aria-label="Questions"
        onKeyDown={keys.onKeyDown}
        onFocus={keys.onFocus}
        className="grid gap-2 [&>*]:min-w-0"
      >
        {shown.map(({ request }, index) => (
          <Fragment key={request.id}>
            {renderRequest(request, {
              folded: !keys.rows[index]?.open,
              position: index + 1,
              total: shown.length,
              current: request.id === activeId,
              onUnfold: () => keys.open(request.id, null),
              onDone: () => keys.done(request.id),
            })}
          </Fragment>
        ))}
      </div>
    </div>
  );
};
