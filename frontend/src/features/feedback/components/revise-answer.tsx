import type { SyntheticEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/textarea';
import { Actions, SubmitButton } from './card-parts';

/** What should be different about a proposal. Nothing happens by it, so it asks nothing more. */
export const ReviseAnswer = ({
  wish,
  busy,
  onWish,
  onSend,
  onBack,
}: {
  wish: string;
  busy: boolean;
  onWish: (text: string) => void;
  onSend: () => void;
  onBack: (event: SyntheticEvent) => void;
}) => {
  const ready = wish.trim() !== '' && !busy;
  return (
    <div className="grid gap-2">
      <Field
        label="What should be different?"
        hint="The agent comes back with a new proposal. Until you approve one, nothing is changed."
      >
        {(ids) => (
          <Textarea
            {...ids}
            autoFocus
            rows={3}
            value={wish}
            maxLength={10_000}
            placeholder="Use a constant for the time-out, and leave the README alone…"
            onChange={(event) => onWish(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
              event.preventDefault();
              if (ready) onSend();
            }}
          />
        )}
      </Field>
      <Actions>
        <SubmitButton busy={busy} disabled={!ready} onClick={onSend}>
          Request changes
        </SubmitButton>
        <Button variant="ghost" disabled={busy} onClick={onBack}>
          Back
        </Button>
      </Actions>
    </div>
  );
};
