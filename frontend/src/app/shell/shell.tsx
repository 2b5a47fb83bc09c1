import { Suspense, useCallback, useEffect, useState } from 'react';
import { Outlet } from 'react-router-dom';
import { preloadMarkdown } from '@/components/markdown/lazy-markdown';
import { TooltipProvider } from '@/components/ui/tooltip';
import { useMe } from '@/features/auth';
import { resumeOutboxes } from '@/features/conversation';
import { usePendingRequests, waitsForMe } from '@/features/feedback';
import { lazily } from '@/lib/lazily';
import { connectRealtime } from '@/lib/realtime';
import { useStore } from '@/lib/store';
import { toasterNeeded } from '@/lib/toast';
import { useNow } from '@/lib/use-now';
import { useActivity } from '../use-activity';
import { useShortcuts } from '../use-shortcuts';
import { BottomBar } from './bottom-bar';
import { Sidebar } from './sidebar';

const CommandPalette = lazily(() => import('./command-palette'));
const Toaster = lazily(() => import('@/components/ui/toaster').then((module) => ({ default: module.Toaster })));
const ShortcutsSheet = lazily(() => import('./shortcuts-sheet').then((module) => ({ default: module.ShortcutsSheet })));

const useTitleCount = (count: number) => {
  useEffect(() => {
    document.title = count > 0 ? `(${count}) Parley` : 'Parley';
  }, [count]);
};

/** What waits for the person now: what is snoozed does not count until it wakes. */
const useWaitingCount = () => {
  const pending = usePendingRequests().data ?? [];
  const myId = useMe().data?.id;
  const now = useNow(30_000);
  return pending.filter((request) => waitsForMe(request, myId, now)).length;
};

/** The frame around every page of a person who is signed in. */
export const Shell = () => {
  const [open, setOpen] = useState<'palette' | 'help' | null>(null);
  const pendingCount = useWaitingCount();
  const onPalette = useCallback(() => setOpen((now) => (now === 'palette' ? null : 'palette')), []);
  const onHelp = useCallback(() => setOpen('help'), []);
  const talks = useStore(toasterNeeded);
  useActivity();
  useShortcuts({ onPalette, onHelp });
  useTitleCount(pendingCount);
  useEffect(() => {
    connectRealtime();
    resumeOutboxes();
    preloadMarkdown();
  }, []);

  return (
    <TooltipProvider>
      <div className="group/shell flex h-full flex-col">
        <div className="flex min-h-0 flex-1">
          <Sidebar pendingCount={pendingCount} onPalette={onPalette} />
          <Suspense fallback={<div className="flex-1" />}>
            <Outlet />
          </Suspense>
        </div>
        <BottomBar pendingCount={pendingCount} />
        <Suspense>
          {open === 'palette' && <CommandPalette onClose={() => setOpen(null)} onHelp={onHelp} />}
          {open === 'help' && <ShortcutsSheet open onOpenChange={(now) => !now && setOpen(null)} />}
          {talks && <Toaster />}
        </Suspense>
      </div>
    </TooltipProvider>
  );
};
