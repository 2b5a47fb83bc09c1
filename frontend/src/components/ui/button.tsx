import { cva, type VariantProps } from 'class-variance-authority';
import { Slot } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from '@/lib/utils';

const buttonVariants = cva(
  'inline-flex shrink-0 touch-target select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md font-medium text-ui transition-colors disabled:pointer-events-none disabled:opacity-50 [&_svg:not([class*=size-])]:size-4 [&_svg]:pointer-events-none [&_svg]:shrink-0',
  {
    variants: {
      variant: {
        primary: 'bg-accent text-accent-foreground shadow-xs hover:bg-accent-strong',
        outline: 'border border-input bg-card shadow-xs hover:bg-muted',
        ghost: 'text-muted-foreground hover:bg-muted hover:text-foreground',
        danger: 'bg-danger text-white shadow-xs hover:bg-danger/90',
        link: 'h-auto! min-h-0! px-0! text-accent-text underline-offset-4 hover:underline',
      },
      size: {
        md: 'h-8 px-3',
        sm: 'h-7 px-2.5',
        lg: 'h-9 px-4',
        icon: 'size-8',
        'icon-sm': 'size-7',
      },
    },
    defaultVariants: { variant: 'outline', size: 'md' },
  },
);

export const Button = ({
  className,
  variant,
  size,
  asChild = false,
  type = 'button',
  ...props
}: ComponentProps<'button'> & VariantProps<typeof buttonVariants> & { asChild?: boolean }) => {
  const Component = asChild ? Slot.Root : 'button';
  return (
    <Component data-slot="button" type={type} className={cn(buttonVariants({ variant, size }), className)} {...props} />
  );
};
