import { cx } from '#kit/page';
import type { Value } from '../lib/element-value';
import type { ElementProps } from './naming';
import { useScope } from './scope';
import { useGuard } from './use-guard';

const KINDS: Readonly<Record<string, string>> = {
  datepicker: 'date',
  timepicker: 'time',
  datetimepicker: 'datetime-local',
};

const MINUTE_MS = 60_000;

/** Slack has seconds since 1970, the browser's input a local time without a zone. */
const shown = (value: Value): string => {
  if (typeof value !== 'number') return (value as string | null) ?? '';
  const at = new Date(value * 1_000);
  return new Date(at.getTime() - at.getTimezoneOffset() * MINUTE_MS).toISOString().slice(0, 16);
};

/** A date, a time, or both. */
export function MomentElement({ block, element, naming }: ElementProps) {
  const scope = useScope();
  const guard = useGuard(element);
  const choose = (text: string) => {
    const value = element.type === 'datetimepicker' ? Math.floor(Date.parse(text) / 1_000) : text;
    guard(() => scope.choose(block, element, text === '' ? null : value));
  };
  return (
    <input
      {...naming}
      type={KINDS[element.type]}
      value={shown(scope.value(block, element))}
      disabled={scope.isBusy(block, element) || scope.isReadOnly}
      onChange={({ target }) => choose(target.value)}
      className={cx('field touch text-ui!', block.type === 'input' ? 'max-w-60' : 'w-auto!')}
    />
  );
}
