import type { FeedbackRequest } from '@parley/contracts';
import { type KeyboardEvent, type ReactNode, Suspense, useRef, useState } from 'react';
import { deadlineText } from '@/components/asked/deadline-text';
import { Kbd } from '@/components/ui/kbd';
import { Skeleton } from '@/components/ui/skeleton';
import { exactTime } from '@/lib/dates';
import { holdDecisions } from '@/lib/hotkeys';
import { lazily } from '@/lib/lazily';
import { useNow } from '@/lib/use-now';
import type { AnswerControl } from '../api/feedback';

const SnoozePanel = lazily(() => import('./snooze-panel'));
const DelegatePanel = lazily(() => import('./delegate-panel'));
const WithdrawPanel = lazily(() => import('./withdraw-panel'));
const DeliveryTimeline = lazily(() => import('./delivery-timeline'));

type Panel = 'snooze' | 'delegate' | 'withdraw' | 'delivery';
const LABEL: Record<Panel, string> = {
  snooze: 'Snooze',
  delegate: 'Delegate',
  withdraw: 'Withdraw',
  delivery: 'Delivery',
};
const KEY: Partial<Record<Panel, string>> = { snooze: 's', delegate: 'd' };

/** The quiet part of a waiting card: its deadline, and what one can do other than answer. */
export const CardFooter = ({
  request,
  control,
  mine,
  onSetAside,
}: {
  request: FeedbackRequest;
  control: AnswerControl;
  mine: boolean;
  /** It was snoozed or handed on from here. */
  onSetAside: () => void;
}) => {
  const now = useNow(30_000);
  const [open, setOpen] = useState<Panel | null>(null);
  const row = useRef<HTMLDivElement>(null);
  const deadline = deadlineText(request, now);
  const offered: Panel[] = mine ? ['snooze', 'delegate', 'withdraw', 'delivery'] : ['withdraw', 'delivery'];

  const close = () => {
    row.current?.querySelector<HTMLElement>(`[data-panel="${open}"]`)?.focus();
    setOpen(null);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    close();
  };
  const setAside = () => {
    close();
    holdDecisions();
    onSetAside();
  };
  const panel = (what: Panel): ReactNode => {
    switch (what) {
      case 'snooze':
        return <SnoozePanel request={request} onDone={setAside} />;
      case 'delegate':
        return <DelegatePanel request={request} onDone={setAside} />;
      case 'withdraw':
        return <WithdrawPanel control={control} onKeep={close} />;
      case 'delivery':
        return <DeliveryTimeline request={request} />;
    }
  };

  return (
    <footer className="grid gap-2.5 text-muted-foreground text-xs [&>*]:min-w-0">
      <div ref={row} className="flex flex-wrap items-center gap-x-4 gap-y-1 max-sm:justify-between">
        <span
          className="mr-auto max-sm:basis-full"
          title={request.expiresAt ? exactTime(request.expiresAt) : undefined}
        >
          {deadline ?? 'No deadline'}
        </span>
        {offered.map((what) => (
          <button
            key={what}
            type="button"
            data-panel={what}
            data-key={KEY[what]}
            aria-keyshortcuts={KEY[what]}
            aria-expanded={open === what}
            disabled={control.sending !== null}
            onClick={() => setOpen(open === what ? null : what)}
            className="quiet-action inline-flex items-center gap-1 aria-expanded:text-foreground"
          >
            {LABEL[what]}
            {KEY[what] && (
              <Kbd aria-hidden="true" className="hidden sm:inline-flex">
                {KEY[what]}
              </Kbd>
            )}
          </button>
        ))}
      </div>
      {open && (
        // biome-ignore lint/a11y/useSemanticElements: neither a form's fieldset nor a landmark of the page
        <div role="group" aria-label={LABEL[open]} onKeyDown={onKey} className="border-t pt-3 text-foreground">
          <Suspense fallback={<Skeleton className="h-16" />}>{panel(open)}</Suspense>
        </div>
      )}
    </footer>
  );
};
