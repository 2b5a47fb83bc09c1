import { Button } from '../ui/button';
import { each } from '../ui/each';
import { type FaultChoice, type FaultRule, ruleWords } from './fault-choice';

interface Props {
  rules: readonly FaultRule[];
  choices: readonly FaultChoice[];
  onClear: () => void;
}

export function Pending({ rules, choices, onClear }: Props) {
  return (
    <section aria-label="Still to come" className="rounded-lg border px-4 py-3">
      <div className="flex items-center gap-2">
        <h3 className="grow font-semibold">Still to come</h3>
        {rules.length > 0 && <Button onClick={onClear}>Clear</Button>}
      </div>
      {rules.length === 0 && <p className="text-ui text-quiet">Nothing: all goes well.</p>}
      <ul className="text-ui">
        {each(rules, (rule) => (
          <li>{ruleWords(rule, choices)}</li>
        ))}
      </ul>
    </section>
  );
}
