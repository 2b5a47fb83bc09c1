import type { SessionSummary } from '@parley/contracts';
import { useQueries } from '@tanstack/react-query';
import { api } from '@/lib/api';
import { ApiError } from '@/lib/api-error';
import { useSessions } from './sessions';

/**
 * Titles by session, of the sessions on the first page and of any others asked for. Null: the session is not the
 * person's own (a question in it was handed on to them). Missing: not known yet.
 */
export const useSessionTitles = (ids: readonly string[]): ReadonlyMap<string, string | null> => {
  const listed = useSessions('', 'ACTIVE');
  const items = listed.data?.pages.flatMap((page) => page.items) ?? [];
  const titles = new Map<string, string | null>(items.map(({ id, title }) => [id, title]));
  const others = listed.data ? [...new Set(ids)].filter((id) => !titles.has(id)) : [];
  const found = useQueries({
    queries: others.map((id) => ({
      queryKey: ['session', id],
      queryFn: () => api<SessionSummary>(`/api/sessions/${id}`),
      staleTime: 60_000,
    })),
  });
  found.forEach(({ data, error }, index) => {
    const id = others[index] ?? '';
    if (data) titles.set(id, data.title);
    else if (error instanceof ApiError && error.status === 404) titles.set(id, null);
  });
  return titles;
};
