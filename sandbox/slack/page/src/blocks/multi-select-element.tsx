import { ChevronDown } from 'lucide-react';
import { useRef } from 'react';
import { cx, Popover } from '#kit/page';
import { withEmoji } from '../lib/emoji';
import type { ElementProps } from './naming';
import { useScope } from './scope';
import { useChoices } from './select-options';
import { useGuard } from './use-guard';

/** Several of a menu. As in Slack the app hears of it when the menu closes. */
export function MultiSelectElement({ block, element, naming }: ElementProps) {
  const scope = useScope();
  const guard = useGuard(element);
  const groups = useChoices(element);
  const chosen = (scope.value(block, element) ?? []) as readonly string[];
  const before = useRef(chosen);
  const most = element.max_selected_items ?? Number.POSITIVE_INFINITY;
  const labels = groups.flatMap(({ choices }) => choices).filter(({ value }) => chosen.includes(value));
  const toggle = (value: string, isOn: boolean) =>
    scope.set(block, element, isOn ? [...chosen, value] : chosen.filter((entry) => entry !== value));
  const closed = () => {
    if (before.current.join('\n') !== chosen.join('\n')) guard(() => scope.choose(block, element, chosen));
  };
  const words = labels.map(({ label }) => withEmoji(label)).join(', ');
  return (
    <Popover
      className="w-72"
      onOpen={() => {
        before.current = chosen;
      }}
      onClose={closed}
      trigger={(trigger) => (
        <button
          {...naming}
          {...trigger}
          type="button"
          role="combobox"
          aria-haspopup="listbox"
          aria-expanded={false}
          aria-controls={trigger.popoverTarget}
          disabled={scope.isBusy(block, element) || scope.isReadOnly}
          className={cx('field touch flex items-center gap-2 text-left text-ui!', block.type !== 'input' && 'w-auto!')}
        >
          <span className={cx('min-w-0 grow truncate', !words && 'text-quiet')}>
            {words || (element.placeholder ? withEmoji(element.placeholder.text) : 'Choose options')}
          </span>
          <ChevronDown className="size-4 shrink-0 text-quiet" aria-hidden />
        </button>
      )}
    >
      {() =>
        groups.map(({ label, choices }) => (
          <fieldset key={label ?? ''}>
            {label && <legend className="px-2 pt-1.5 text-2xs font-semibold text-quiet">{label}</legend>}
            {choices.map((choice) => {
              const isOn = chosen.includes(choice.value);
              return (
                <label
                  key={choice.value}
                  className="touch flex items-center gap-2 rounded-md px-2 py-1.5 text-ui hover:bg-hover"
                >
                  <input
                    type="checkbox"
                    checked={isOn}
                    disabled={!isOn && chosen.length >= most}
                    onChange={({ target }) => toggle(choice.value, target.checked)}
                    className="size-4 accent-accent"
                  />
                  {withEmoji(choice.label)}
                </label>
              );
            })}
          </fieldset>
        ))
      }
    </Popover>
  );
}
