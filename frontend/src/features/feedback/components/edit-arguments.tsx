import type { Arguments } from '@/components/asked/tool-arguments';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/textarea';
import { Actions } from './card-parts';

/** The arguments as JSON. What is typed shows in the table above at once, with the changes marked. */
export const EditArguments = ({
  original,
  text,
  problem,
  onText,
  onClose,
}: {
  original: Arguments;
  text: string | null;
  problem: string | null;
  onText: (text: string | null) => void;
  onClose: () => void;
}) => (
  <div className="grid gap-2">
    <Field label="Arguments (JSON)" error={problem ?? undefined}>
      {(control) => (
        <Textarea
          {...control}
          autoFocus
          spellCheck={false}
          className="font-mono text-[0.8125rem] leading-5"
          value={text ?? JSON.stringify(original, null, 2)}
          onChange={(event) => onText(event.target.value)}
        />
      )}
    </Field>
    <Actions>
      <Button size="sm" disabled={problem !== null} onClick={onClose}>
        Done
      </Button>
      <Button
        size="sm"
        variant="ghost"
        onClick={() => {
          onText(null);
          onClose();
        }}
      >
        Undo all edits
      </Button>
    </Actions>
  </div>
);
