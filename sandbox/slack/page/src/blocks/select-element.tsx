import { ChevronDown } from 'lucide-react';
import { cx } from '#kit/page';
import { withEmoji } from '../lib/emoji';
import type { ElementProps } from './naming';
import { useScope } from './scope';
import { type Choice, useChoices } from './select-options';
import { useGuard } from './use-guard';

const toOption = ({ value, label }: Choice) => (
  <option key={value} value={value}>
    {withEmoji(label)}
  </option>
);

/** The browser's own menu: the keyboard and phones know it. */
export function SelectElement({ block, element, naming }: ElementProps) {
  const scope = useScope();
  const guard = useGuard(element);
  const groups = useChoices(element);
  const value = scope.value(block, element) as string | null;
  const choose = (chosen: string) => guard(() => scope.choose(block, element, chosen === '' ? null : chosen));
  const canBeEmpty = block.type === 'input' && block.optional === true;
  return (
    <span className={cx('relative inline-flex max-w-full', block.type === 'input' && 'w-full')}>
      <select
        {...naming}
        value={value ?? ''}
        disabled={scope.isBusy(block, element) || scope.isReadOnly}
        onChange={({ target }) => choose(target.value)}
        className="field touch appearance-none truncate pr-9 text-ui!"
      >
        <option value="" disabled={!canBeEmpty} hidden={!canBeEmpty}>
          {element.placeholder ? withEmoji(element.placeholder.text) : 'Choose an option'}
        </option>
        {groups.map(({ label, choices }) =>
          label === null ? (
            choices.map(toOption)
          ) : (
            <optgroup key={label} label={label}>
              {choices.map(toOption)}
            </optgroup>
          ),
        )}
      </select>
      <ChevronDown
        className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-quiet"
        aria-hidden
      />
    </span>
  );
}
