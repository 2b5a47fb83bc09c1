import { CheckIcon } from 'lucide-react';
import { DropdownMenu as Primitive } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from '@/lib/utils';

/** Not modal: a page whose every part is hidden from screen readers has nothing left to close the menu with. */
export const DropdownMenu = (props: ComponentProps<typeof Primitive.Root>) => (
  <Primitive.Root modal={false} {...props} />
);
export const DropdownMenuTrigger = Primitive.Trigger;

/** Where its button is, not at the end of the page: so it lies in the same landmark. */
export const DropdownMenuContent = ({
  className,
  sideOffset = 4,
  ...props
}: ComponentProps<typeof Primitive.Content>) => (
  <Primitive.Content
    data-slot="dropdown-menu-content"
    sideOffset={sideOffset}
    collisionPadding={8}
    className={cn(
      'data-open:fade-in-0 data-open:zoom-in-98 z-50 min-w-44 rounded-lg border bg-popover p-1 shadow-pop outline-none data-open:animate-in',
      className,
    )}
    {...props}
  />
);

const itemClass =
  'flex min-h-8 cursor-default select-none items-center gap-2 rounded-md px-2 text-ui outline-none data-[disabled]:pointer-events-none data-[highlighted]:bg-muted data-[disabled]:opacity-50 pointer-coarse:min-h-11 [&_svg]:size-4 [&_svg]:text-muted-foreground';

export const DropdownMenuItem = ({
  className,
  danger = false,
  ...props
}: ComponentProps<typeof Primitive.Item> & { danger?: boolean }) => (
  <Primitive.Item
    data-slot="dropdown-menu-item"
    className={cn(itemClass, danger && 'text-danger-text [&_svg]:text-danger-text', className)}
    {...props}
  />
);

export const DropdownMenuRadioGroup = Primitive.RadioGroup;

/** One of a few; the chosen one has the tick at its end. */
export const DropdownMenuRadioItem = ({
  className,
  children,
  ...props
}: ComponentProps<typeof Primitive.RadioItem>) => (
  <Primitive.RadioItem data-slot="dropdown-menu-radio-item" className={cn(itemClass, className)} {...props}>
    {children}
    <span className="ml-auto size-4 shrink-0">
      <Primitive.ItemIndicator>
        <CheckIcon />
      </Primitive.ItemIndicator>
    </span>
  </Primitive.RadioItem>
);

export const DropdownMenuSeparator = () => <Primitive.Separator className="-mx-1 my-1 h-px bg-hairline" />;
