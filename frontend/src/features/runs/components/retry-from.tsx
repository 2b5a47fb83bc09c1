import type { RunView, Step } from '@parley/contracts';
import { RotateCcwIcon } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Spinner } from '@/components/ui/spinner';
import { focusNow } from '@/lib/focus-now';
import { stepName } from '@/lib/run-words';
import { plural } from '@/lib/utils';
import type { RunControl } from '../api/runs';
import { retryPlan } from '../run-retry';

const NAMED = 4;

/** What will happen, in words: nobody should be surprised by a second mail or a second bill. */
const consequence = (run: RunView, step: Step): string => {
  const { kept, again, questions } = retryPlan(run.steps, step.key);
  const names = again.slice(0, NAMED).map(({ name }) => `“${stepName(name)}”`);
  const more = again.length > NAMED ? ` and ${again.length - NAMED} more` : '';
  const asked = questions > 0 ? ` You are asked again (${plural(questions, 'question')}).` : '';
  return `A new run keeps ${plural(kept, 'finished step')} and does again ${names.join(', ')}${more}.${asked} What needs an approval needs a new one.`;
};

/** Asks once more, in place. */
export const RetryFrom = ({
  run,
  step,
  control,
  onRetried,
}: {
  run: RunView;
  step: Step;
  control: RunControl;
  onRetried: (runId: string) => void;
}) => {
  const [asking, setAsking] = useState(false);
  const retry = async () => {
    const id = await control.retry(step.key);
    if (id) onRetried(id);
  };
  if (!asking)
    return (
      <Button size="sm" className="justify-self-start" onClick={() => setAsking(true)}>
        <RotateCcwIcon /> Retry from here
      </Button>
    );
  return (
    // biome-ignore lint/a11y/useSemanticElements: neither a form's fieldset nor a landmark of the page
    <div role="group" aria-label="Retry from here" className="grid gap-2 rounded-md bg-muted px-3 py-2.5">
      <p className="break-words">{consequence(run, step)}</p>
      <div className="flex flex-wrap gap-2">
        <Button
          size="sm"
          variant="primary"
          ref={focusNow}
          disabled={control.busy !== null}
          onClick={() => void retry()}
        >
          {control.busy === 'retry' && <Spinner />} Yes, retry from “{stepName(step.name)}”
        </Button>
        <Button size="sm" variant="ghost" disabled={control.busy !== null} onClick={() => setAsking(false)}>
          Leave it
        </Button>
      </div>
    </div>
  );
};
