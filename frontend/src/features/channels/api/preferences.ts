import type { Preferences } from '@parley/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api';
import { PREFERENCES_KEY } from '@/lib/preferences';

/** Saves one change among the preferences: it shows at once, and goes back when it is refused. */
export const useSavePreferences = () => {
  const client = useQueryClient();
  return useMutation({
    scope: { id: 'preferences' },
    mutationFn: (_change: Partial<Preferences>) =>
      // All of them, as they stand when its turn comes: an earlier change that still leaves is in there.
      api<Preferences>('/api/preferences', { method: 'PUT', body: client.getQueryData(PREFERENCES_KEY) }),
    onMutate: async (change) => {
      await client.cancelQueries({ queryKey: PREFERENCES_KEY });
      client.setQueryData<Preferences>(PREFERENCES_KEY, (held) => held && { ...held, ...change });
    },
    onError: () => client.invalidateQueries({ queryKey: PREFERENCES_KEY }),
  });
};
export type SavePreferences = ReturnType<typeof useSavePreferences>;
