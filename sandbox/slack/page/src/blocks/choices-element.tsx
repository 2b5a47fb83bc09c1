import { useId } from 'react';
import { optionsOf } from '../lib/block-types';
import { isMany } from '../lib/element-value';
import type { ElementProps } from './naming';
import { useScope } from './scope';
import { TextLine } from './text-view';
import { useGuard } from './use-guard';

/** Radio buttons and checkboxes. */
export function ChoicesElement({ block, element, naming }: ElementProps) {
  const scope = useScope();
  const guard = useGuard(element);
  const name = useId();
  const many = isMany(element);
  const value = scope.value(block, element);
  const chosen = (Array.isArray(value) ? value : value === null ? [] : [value]) as readonly string[];
  const use = (option: string, isOn: boolean) => {
    const several = isOn ? [...chosen, option] : chosen.filter((entry) => entry !== option);
    guard(() => scope.choose(block, element, many ? several : option));
  };
  const { id, 'aria-required': _, 'aria-invalid': __, ...rest } = naming;
  return (
    <div id={id} role={many ? 'group' : 'radiogroup'} {...rest} className="flex flex-col gap-0.5">
      {optionsOf(element).map((option) => (
        <label key={option.value} className="touch flex items-start gap-2.5 py-0.5">
          <input
            type={many ? 'checkbox' : 'radio'}
            name={name}
            checked={chosen.includes(option.value)}
            disabled={scope.isReadOnly}
            onChange={({ target }) => use(option.value, target.checked)}
            className="mt-[0.1875rem] size-4 shrink-0 accent-accent"
          />
          <span className="rich min-w-0">
            <span className="block">
              <TextLine text={option.text} />
            </span>
            {option.description && (
              <span className="block text-ui text-quiet mt-0!">
                <TextLine text={option.description} />
              </span>
            )}
          </span>
        </label>
      ))}
    </div>
  );
}
