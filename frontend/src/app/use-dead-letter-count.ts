import { useDeadLetters } from '@/features/admin';
import { useMe } from '@/features/auth';

/** How many deliveries are stuck, for administrators; null for everybody else, and nothing is asked then. */
export const useDeadLetterCount = (): number | null => {
  const admin = useMe().data?.role === 'ADMIN';
  const letters = useDeadLetters(admin).data;
  return admin ? (letters?.length ?? 0) : null;
};
