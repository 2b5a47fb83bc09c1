import { ArrowLeft } from 'lucide-react';
import { IconButton, say } from '#kit/page';
import { go } from '../data/place';
import { useWorld } from '../data/world';
import { Composer } from './composer';

/** A mail that answers none. */
export function NewMail() {
  const { reload } = useWorld();
  const leave = () => go({ write: null });
  return (
    <section aria-label="Write" className="flex min-h-0 min-w-0 grow flex-col">
      <div className="flex min-h-14 shrink-0 items-center gap-2 border-b px-6 max-sm:px-2">
        <IconButton name="Back" className="lg:hidden" onClick={leave}>
          <ArrowLeft className="size-5" aria-hidden />
        </IconButton>
        <h2 className="text-lg font-bold">New mail</h2>
      </div>
      <div className="scroll-thin min-h-0 grow overflow-y-auto px-6 py-4 max-sm:px-3">
        <Composer
          kind="write"
          onSent={({ threadId }) => {
            go({ write: null, label: 'SENT', thread: threadId });
            reload();
            say('Sent');
          }}
          onClose={leave}
        />
      </div>
    </section>
  );
}
