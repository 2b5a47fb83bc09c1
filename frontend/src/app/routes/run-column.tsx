import type { FeedbackRequest } from '@parley/contracts';
import { Suspense, useState } from 'react';
import { Skeleton } from '@/components/ui/skeleton';
import { RunPane } from '@/features/agent';
import type { useSession } from '@/features/conversation';
import { DeliveryLadder } from '@/features/feedback';
import { lazily } from '@/lib/lazily';
import { storage } from '@/lib/storage';
import { useMediaQuery } from '@/lib/use-media-query';

const RunSheet = lazily(() => import('./run-sheet'));

type State = NonNullable<ReturnType<typeof useSession>['state']>;
const PANE_KEY = 'parley.run-pane';
/** More would push the run out of sight; each card tells of its own. */
const SHOWN_DELIVERIES = 3;
/** The pane is a column where there is room, a sheet elsewhere. */
export const useRunPane = () => {
  const wide = useMediaQuery('(width >= 64rem)');
  const [column, setColumn] = useState(() => storage.get(PANE_KEY) !== 'closed');
  const [sheet, setSheet] = useState(false);
  const toggle = () => {
    if (!wide) return setSheet(!sheet);
    storage.set(PANE_KEY, column ? 'closed' : 'open');
    setColumn(!column);
  };
  return { wide, open: wide ? column : sheet, toggle, close: () => setSheet(false) };
};

/** How the questions that wait are being brought to the person, below what the agent did. */
const PendingDeliveries = ({ questions }: { questions: readonly FeedbackRequest[] }) =>
  questions.length > 0 && (
    <section aria-labelledby="delivery-heading" className="mt-5 grid gap-3 border-t pt-4">
      <h3 id="delivery-heading" className="font-medium text-xs">
        Delivery
      </h3>
      {questions.slice(0, SHOWN_DELIVERIES).map((request) => (
        <DeliveryLadder key={request.id} request={request} titled={questions.length > 1} />
      ))}
    </section>
  );

export const RunColumn = ({
  state,
  questions,
  pane,
}: {
  state: State;
  questions: readonly FeedbackRequest[];
  pane: ReturnType<typeof useRunPane>;
}) => {
  const content = (
    <Suspense fallback={<Skeleton className="h-24" />}>
      <RunPane sessionId={state.session.id} run={state.run} />
      <PendingDeliveries questions={questions} />
    </Suspense>
  );
  if (pane.wide)
    return pane.open ? (
      <aside aria-label="Run" className="flex w-72 shrink-0 flex-col border-l xl:w-80">
        <h2 className="flex h-13 shrink-0 items-center border-b px-4 font-semibold text-ui">Run</h2>
        <div className="scroll-thin relative min-h-0 flex-1 overflow-y-auto p-4">{content}</div>
      </aside>
    ) : null;
  return pane.open ? (
    <Suspense>
      <RunSheet onClose={pane.close}>{content}</RunSheet>
    </Suspense>
  ) : null;
};
