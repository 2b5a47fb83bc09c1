import { QueryClient } from '@tanstack/react-query';
import { isTemporary } from '@/lib/api-error';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // The server may be restarting: that is no reason to show an error.
      retry: (count, error) => isTemporary(error) && count < 6,
      retryDelay: (count) => Math.min(4_000, 400 * 2 ** count),
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});
