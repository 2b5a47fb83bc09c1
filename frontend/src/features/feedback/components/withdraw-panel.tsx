import { Button } from '@/components/ui/button';
import { focusNow } from '@/lib/focus-now';
import type { AnswerControl } from '../api/feedback';
import { Actions } from './card-parts';

/** Asks once more: the agent gets no answer then. */
export default function WithdrawPanel({ control, onKeep }: { control: AnswerControl; onKeep: () => void }) {
  const busy = control.sending !== null;
  return (
    <div className="grid gap-2">
      <p className="text-ui">The question ends everywhere, and the agent goes on without an answer.</p>
      <Actions>
        <Button size="sm" variant="danger" ref={focusNow} disabled={busy} onClick={() => void control.withdraw()}>
          Withdraw it
        </Button>
        <Button size="sm" variant="ghost" disabled={busy} onClick={onKeep}>
          Keep
        </Button>
      </Actions>
    </div>
  );
}
