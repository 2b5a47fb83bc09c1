import type { ToolCall } from '@parley/contracts';
import type { SyntheticEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Spinner } from '@/components/ui/spinner';
import { Actions } from './card-parts';

/** A destructive approval asks once more, in place (UI.md). */
export const ConfirmRun = ({
  action,
  edited,
  busy,
  onRun,
  onBack,
}: {
  action: ToolCall;
  edited: boolean;
  busy: boolean;
  onRun: () => void;
  onBack: (event: SyntheticEvent) => void;
}) => (
  <div
    role="alertdialog"
    aria-label="Confirm"
    onKeyDown={(event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      onBack(event);
    }}
    className="grid gap-2 rounded-lg border border-danger/40 bg-danger-soft p-3"
  >
    <p className="text-danger-text text-ui">
      This cannot be undone: <strong className="font-semibold">{action.tool}</strong>
      {action.target ? ` on ${action.target}` : ''}
      {edited && ' with your edits'}. Run it?
    </p>
    <Actions>
      <Button variant="danger" autoFocus disabled={busy} onClick={onRun}>
        {busy && <Spinner />} Yes, run it
      </Button>
      <Button variant="ghost" disabled={busy} onClick={onBack}>
        Back
      </Button>
    </Actions>
  </div>
);
