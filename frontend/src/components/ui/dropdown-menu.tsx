import { CheckIcon } from 'lucide-react';
import { DropdownMenu as Primitive } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from '@/lib/utils';

export const DropdownMenu = Primitive.Root;
export const DropdownMenuTrigger = Primitive.Trigger;

export const DropdownMenuContent = ({
  className,
  sideOffset = 4,
  ...props
}: ComponentProps<typeof Primitive.Content>) => (
  <Primitive.Portal>
    <Primitive.Content
      data-slot="dropdown-menu-content"
      sideOffset={sideOffset}
      className={cn(
        'data-open:fade-in-0 data-open:zoom-in-98 z-50 min-w-44 rounded-lg border bg-popover p-1 shadow-pop outline-none data-open:animate-in',
        className,
      )}
      {...props}
    />
  </Primitive.Portal>
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
