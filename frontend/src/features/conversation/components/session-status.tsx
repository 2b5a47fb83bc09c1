import { useEffect, useState } from 'react';
import { QUIET_RECONNECT_MS } from '@/config';
import { lineDownSince } from '@/lib/realtime';
import { useStore } from '@/lib/store';

/** Is the line down for so long that it is worth a word? */
export const useLineDown = (): boolean => {
  const since = useStore(lineDownSince);
  const [down, setDown] = useState(false);
  useEffect(() => {
    if (since === null) return setDown(false);
    const wait = Math.max(0, since + QUIET_RECONNECT_MS - Date.now());
    const timer = setTimeout(() => setDown(true), wait);
    return () => clearTimeout(timer);
  }, [since]);
  return down && since !== null;
};

/** Nothing for two seconds, then one quiet line (UI.md). */
export const SessionStatus = ({ lineDown }: { lineDown: boolean }) => (
  <p role="status" className="text-center text-muted-foreground text-xs empty:hidden">
    {lineDown && (
      <span className="block border-b bg-muted/60 py-1">Reconnecting… You can go on writing, it is kept and sent.</span>
    )}
  </p>
);
