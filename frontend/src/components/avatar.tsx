import { SparkleIcon } from 'lucide-react';
import { cn } from '@/lib/utils';

/** A person shows by initial in a circle, an agent by its sign in a square: told apart without colour. */
export const Avatar = ({ name, agent = false, className }: { name: string; agent?: boolean; className?: string }) => (
  <span
    aria-hidden="true"
    className={cn(
      'grid size-6 shrink-0 select-none place-items-center font-semibold text-2xs',
      agent ? 'rounded-md bg-accent-soft text-accent-text' : 'rounded-full bg-foreground/10 text-foreground',
      className,
    )}
  >
    {agent ? <SparkleIcon className="size-3.5" /> : (name.trim().charAt(0) || '?').toUpperCase()}
  </span>
);
