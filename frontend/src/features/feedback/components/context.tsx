import { ChevronRightIcon } from 'lucide-react';
import { useState } from 'react';
import { LazyMarkdown } from '@/components/markdown/lazy-markdown';
import { cn } from '@/lib/utils';

const SHORT = 240;

/** Why the agent asks. Short reasons stand there, long ones fold out. */
export const Context = ({ text }: { text: string }) => {
  const short = text.length <= SHORT && !text.includes('\n\n');
  const [open, setOpen] = useState(false);
  if (short) return <LazyMarkdown text={text} className="text-muted-foreground text-ui! leading-5!" />;
  return (
    <div>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="-ml-0.5 flex items-center gap-1 rounded text-muted-foreground text-ui hover:text-foreground pointer-coarse:min-h-11"
      >
        <ChevronRightIcon className={cn('size-3.5 transition-transform', open && 'rotate-90')} />
        Why the agent asks
      </button>
      {open && (
        <div className="mt-1.5 border-l-2 pl-3">
          <LazyMarkdown text={text} className="text-muted-foreground text-ui! leading-5!" />
        </div>
      )}
    </div>
  );
};
