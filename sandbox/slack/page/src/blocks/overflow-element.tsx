import { Ellipsis } from 'lucide-react';
import { buttonClass, Menu, safeUrl } from '#kit/page';
import { optionsOf } from '../lib/block-types';
import type { ElementProps } from './naming';
import { useScope } from './scope';
import { TextLine } from './text-view';
import { useGuard } from './use-guard';

export function OverflowElement({ block, element }: ElementProps) {
  const scope = useScope();
  const guard = useGuard(element);
  const items = optionsOf(element).map(({ text, description, value, url }) => ({
    key: value,
    label: <TextLine text={text} />,
    note: description && <TextLine text={description} />,
    href: (url && safeUrl(url)) || undefined,
    onSelect: () => guard(() => scope.press(block, element, { option: value })),
  }));
  return (
    <Menu
      name="More actions"
      items={items}
      trigger={(trigger) => (
        <button
          {...trigger}
          type="button"
          aria-label="More actions"
          aria-haspopup="menu"
          disabled={scope.isBusy(block, element)}
          className={buttonClass('plain', 'px-2')}
        >
          <Ellipsis className="size-5" aria-hidden />
        </button>
      )}
    />
  );
}
