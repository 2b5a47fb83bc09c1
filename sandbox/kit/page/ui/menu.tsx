import type { KeyboardEvent, ReactNode, RefObject } from 'react';
import { Popover } from './popover';

export interface MenuItem {
  key: string;
  label: ReactNode;
  note?: ReactNode;
  href?: string;
  onSelect: () => void;
}

interface Props {
  name: string;
  items: readonly MenuItem[];
  trigger: (props: { popoverTarget: string; ref: RefObject<HTMLButtonElement | null> }) => ReactNode;
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

const move = (event: KeyboardEvent<HTMLElement>): void => {
  const step = STEPS[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="menuitem"]')];
  const at = items.indexOf(document.activeElement as HTMLElement);
  items[(at + step + items.length) % items.length]?.focus();
};

const ITEM =
  'touch flex w-full flex-col items-start justify-center rounded-md px-3 py-1.5 text-left text-ui hover:bg-hover focus:bg-hover';

export function Menu({ name, items, trigger }: Props) {
  return (
    <Popover trigger={trigger}>
      {(close) => (
        <div role="menu" aria-label={name} tabIndex={-1} onKeyDown={move}>
          {items.map(({ key, label, note, href, onSelect }) => {
            const select = () => {
              close();
              onSelect();
            };
            const inside = (
              <>
                <span className="font-medium">{label}</span>
                {note && <span className="text-quiet">{note}</span>}
              </>
            );
            return href ? (
              <a
                key={key}
                role="menuitem"
                href={href}
                target="_blank"
                rel="noopener noreferrer"
                className={ITEM}
                onClick={select}
              >
                {inside}
              </a>
            ) : (
              <button key={key} type="button" role="menuitem" className={ITEM} onClick={select}>
                {inside}
              </button>
            );
          })}
        </div>
      )}
    </Popover>
  );
}
