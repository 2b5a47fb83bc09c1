import { CheckIcon, CopyIcon } from 'lucide-react';
import { useState } from 'react';
import { focusNow } from '@/lib/focus-now';
import { Button } from './ui/button';
import { Field } from './ui/field';
import { Input } from './ui/input';

const COPIED_MS = 2_000;

/** A text to take along, such as one that is shown only now. */
export const CopyField = ({ label, hint, value }: { label: string; hint: string; value: string }) => {
  const [copied, setCopied] = useState(false);
  const copy = async (input: HTMLInputElement | null) => {
    input?.select();
    // Without a secure origin there is no clipboard: it is selected, and the person copies it.
    await navigator.clipboard?.writeText(value).then(
      () => {
        setCopied(true);
        setTimeout(() => setCopied(false), COPIED_MS);
      },
      () => undefined,
    );
  };
  return (
    <Field label={label} hint={hint}>
      {(control) => (
        <span className="flex gap-2">
          <Input
            {...control}
            ref={focusNow}
            readOnly
            value={value}
            className="min-w-0 font-mono text-xs"
            onFocus={(event) => event.target.select()}
          />
          <Button
            size="lg"
            onClick={(event) => void copy(event.currentTarget.parentElement?.querySelector('input') ?? null)}
          >
            {copied ? <CheckIcon /> : <CopyIcon />}
            <span aria-live="polite">{copied ? 'Copied' : 'Copy'}</span>
          </Button>
        </span>
      )}
    </Field>
  );
};
