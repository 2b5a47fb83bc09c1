import type { ReactNode } from 'react';
import { Dialog, DialogDescription, DialogTitle, SheetContent } from '@/components/ui/dialog';

/** The run pane where there is no room beside the conversation. */
export default function RunSheet({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <SheetContent>
        <DialogTitle className="flex h-13 shrink-0 items-center border-b px-4 text-ui!">Run</DialogTitle>
        <DialogDescription className="sr-only">What the agent did, step by step</DialogDescription>
        <div className="scroll-thin relative min-h-0 flex-1 overflow-y-auto p-4">{children}</div>
      </SheetContent>
    </Dialog>
  );
}
