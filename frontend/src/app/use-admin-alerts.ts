import type { WorkVerdict } from '@parley/contracts';
import { useDeadLetters, useLockedOut, useStuckWork } from '@/features/admin';
import { useMe } from '@/features/auth';

export interface AdminAlerts {
  /** Deliveries that are stuck. */
  letters: number;
  /** Integrations that do not let Parley in any more (EML-6). */
  lockedOut: number;
  /** Work that nobody does. Null: all is in hand. */
  stuck: WorkVerdict | null;
  all: number;
}

/** What waits for an administrator; null for everybody else, and nothing is asked then. */
export const useAdminAlerts = (): AdminAlerts | null => {
  const admin = useMe().data?.role === 'ADMIN';
  const letters = useDeadLetters(admin).data?.length ?? 0;
  const lockedOut = useLockedOut(admin);
  const stuck = useStuckWork(admin);
  return admin ? { letters, lockedOut, stuck, all: letters + lockedOut + (stuck ? 1 : 0) } : null;
};
