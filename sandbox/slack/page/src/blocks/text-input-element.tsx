import type { KeyboardEvent } from 'react';
import type { ElementProps } from './naming';
import { useScope } from './scope';

const KINDS: Readonly<Record<string, object>> = {
  email_text_input: { type: 'email', inputMode: 'email', autoComplete: 'off' },
  url_text_input: { type: 'url', inputMode: 'url', autoComplete: 'off' },
  // Not type="number": what is no number has to arrive, so that the person is told.
  number_input: { type: 'text', inputMode: 'decimal', autoComplete: 'off' },
};

/** All kinds of typing. The app hears of it on Enter, where the block asks for that. */
export function TextInputElement({ block, element, naming }: ElementProps) {
  const scope = useScope();
  const value = (scope.value(block, element) as string | null) ?? '';
  const isLong = element.multiline === true || element.type === 'rich_text_input';
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || isLong || event.nativeEvent.isComposing || !block.dispatch_action) return;
    event.preventDefault();
    scope.choose(block, element, value);
  };
  const shared = {
    ...naming,
    value,
    placeholder: element.placeholder?.text,
    disabled: scope.isReadOnly,
    maxLength: element.max_length,
    autoFocus: element.focus_on_load === true,
    className: 'field touch',
    onKeyDown,
    onChange: ({ target }: { target: { value: string } }) => scope.set(block, element, target.value),
    onBlur: () => scope.leave(block, element),
  };
  if (isLong) return <textarea {...shared} rows={4} className="field min-h-24 resize-y [field-sizing:content]" />;
  return <input {...(KINDS[element.type] ?? { type: 'text', autoComplete: 'off' })} {...shared} />;
}
