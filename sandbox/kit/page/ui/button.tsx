import type { ComponentProps } from 'react';
import { cx } from './cx';

export type Tone = 'plain' | 'primary' | 'danger' | 'quiet';

const TONES: Readonly<Record<Tone, string>> = {
  plain: 'border-edge/70 bg-raised hover:bg-hover',
  primary: 'border-transparent bg-accent text-white hover:bg-accent-hover',
  danger: 'border-transparent bg-danger text-white hover:bg-danger-hover',
  quiet: 'border-transparent text-quiet hover:bg-hover hover:text-foreground',
};

export const buttonClass = (tone: Tone = 'plain', more?: string): string =>
  cx(
    'touch inline-flex max-w-full items-center justify-center gap-1.5 rounded-md border px-3 py-[0.3125rem] text-ui font-semibold disabled:opacity-55',
    TONES[tone],
    more,
  );

export function Button({ tone, className, ...rest }: ComponentProps<'button'> & { tone?: Tone }) {
  return <button type="button" {...rest} className={buttonClass(tone, className)} />;
}

/** A button that is a picture; its name is read out and shown on hover. */
export function IconButton({ name, className, ...rest }: ComponentProps<'button'> & { name: string }) {
  return (
    <button
      type="button"
      aria-label={name}
      title={name}
      {...rest}
      className={cx(
        'touch inline-flex size-8 shrink-0 items-center justify-center rounded-md text-quiet hover:bg-hover hover:text-foreground disabled:opacity-50',
        className,
      )}
    />
  );
}
