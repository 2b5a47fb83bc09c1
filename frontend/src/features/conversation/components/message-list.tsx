import { ArrowDownIcon } from 'lucide-react';
import {
  type ReactNode,
  type Ref,
  useCallback,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import { Time } from '@/components/time';
import { Button } from '@/components/ui/button';
import { Spinner } from '@/components/ui/spinner';
import { dayName } from '@/lib/dates';
import type { ConversationItem } from '../conversation-items';
import { useStickToBottom } from '../hooks/use-stick-to-bottom';

export interface MessageListHandle {
  scrollToBottom(): void;
  jumpTo(requestId: string): void;
}

const LOAD_OLDER_PX = 900;

const Day = ({ at }: { at: string }) => (
  <div className="mx-auto flex w-full max-w-3xl items-center gap-3 px-4 pt-6 text-muted-foreground text-xs sm:px-6">
    <span className="h-px flex-1 bg-hairline" />
    <Time at={at} format={dayName} />
    <span className="h-px flex-1 bg-hairline" />
  </div>
);

const focusRequest = (scroller: HTMLElement | null, requestId: string) =>
  scroller?.querySelector<HTMLElement>(`[data-request="${CSS.escape(requestId)}"]`)?.focus({ preventScroll: true });

/** Did older rows come in front? Then the view is held from the end, so nothing jumps. */
const useShift = (items: readonly ConversationItem[]) => {
  const [edge, setEdge] = useState<{ first: string | undefined; length: number; shift: boolean }>({
    first: undefined,
    length: 0,
    shift: false,
  });
  // The day's row in front changes with the page: the first message is what marks the edge.
  const first = items.find((item) => item.kind !== 'day')?.key;
  if (first === edge.first && items.length === edge.length) return edge.shift;
  const shift = edge.first !== undefined && first !== edge.first && items.some((item) => item.key === edge.first);
  setEdge({ first, length: items.length, shift });
  return shift;
};

/** The conversation, virtualised: 10,000 rows cost what the visible ones cost. */
export const MessageList = ({
  items,
  renderItem,
  hasMore,
  loadingOlder,
  unseen,
  footer,
  onLoadOlder,
  onAtBottom,
  ref,
}: {
  items: readonly ConversationItem[];
  renderItem: (item: Exclude<ConversationItem, { kind: 'day' }>) => ReactNode;
  hasMore: boolean;
  loadingOlder: boolean;
  unseen: boolean;
  /** Below the last row, such as the sign that the agent thinks. */
  footer: ReactNode;
  onLoadOlder: () => void;
  onAtBottom: (atBottom: boolean) => void;
  ref: Ref<MessageListHandle>;
}) => {
  const scroller = useRef<HTMLElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const { atBottom, pin, scrollToBottom, release } = useStickToBottom(scroller, content);
  const shift = useShift(items);
  const requests = useMemo(
    () => items.flatMap((item, index) => (item.kind === 'request' ? [index] : [])).slice(-12),
    [items],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: new rows are the occasion
  useLayoutEffect(pin, [items, pin]);
  useLayoutEffect(() => onAtBottom(atBottom), [atBottom, onAtBottom]);

  const jumpTo = useCallback(
    (requestId: string) => {
      const index = items.findIndex((item) => item.kind === 'request' && item.requestId === requestId);
      if (index < 0) return;
      release();
      list.current?.scrollToIndex(index, { align: 'center' });
      requestAnimationFrame(() => requestAnimationFrame(() => focusRequest(scroller.current, requestId)));
    },
    [items, release],
  );
  useImperativeHandle(ref, () => ({ scrollToBottom, jumpTo }), [scrollToBottom, jumpTo]);

  const onScroll = (offset: number) => {
    if (offset < LOAD_OLDER_PX && hasMore && !loadingOlder && !atBottom) onLoadOlder();
  };

  return (
    <div className="relative min-h-0 flex-1">
      <section
        ref={scroller}
        aria-label="Conversation"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the history must be scrollable by keyboard
        tabIndex={0}
        className="scroll-thin flex h-full flex-col overflow-y-auto overscroll-contain outline-none [overflow-anchor:none] focus-visible:shadow-[inset_0_0_0_2px_var(--ring)]"
      >
        {/* Short conversations stand at the bottom, beside the composer. */}
        <div className="min-h-0 flex-1" />
        <div ref={content} className="shrink-0 pb-6">
          {loadingOlder && (
            <div className="flex justify-center pt-3 text-muted-foreground">
              <Spinner />
              <span className="sr-only">Loading older messages</span>
            </div>
          )}
          <Virtualizer
            ref={list}
            data={items}
            scrollRef={scroller}
            shift={shift}
            keepMounted={requests}
            bufferSize={500}
            onScroll={onScroll}
          >
            {(item) => <div key={item.key}>{item.kind === 'day' ? <Day at={item.at} /> : renderItem(item)}</div>}
          </Virtualizer>
          {footer}
        </div>
      </section>
      {!atBottom && (
        <Button
          size="sm"
          className="absolute bottom-3 left-1/2 -translate-x-1/2 rounded-full shadow-pop"
          onClick={scrollToBottom}
        >
          <ArrowDownIcon className="size-3.5" />
          {unseen ? 'New messages' : 'To the end'}
        </Button>
      )}
    </div>
  );
};
