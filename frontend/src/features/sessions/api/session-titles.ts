import type { SessionSummary } from '@parley/contracts';
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api';
import { ApiError } from '@/lib/api-error';
import { useSessions } from './sessions';

const titleOf = async (client: QueryClient, id: string): Promise<[string, string | null]> => {
  try {
    const { title } = await client.fetchQuery({
      queryKey: ['session', id],
      queryFn: () => api<SessionSummary>(`/api/sessions/${id}`),
      staleTime: 60_000,
    });
    return [id, title];
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return [id, null];
    throw error;
  }
};

/**
 * Titles by session, of the sessions on the first page and of any others asked for. Null: the session is not the
 * person's own (a question in it was handed on to them). Missing: not known yet.
 */
export const useSessionTitles = (ids: readonly string[]): ReadonlyMap<string, string | null> => {
  const client = useQueryClient();
  const listed = useSessions('', 'ACTIVE');
  const items = listed.data?.pages.flatMap((page) => page.items) ?? [];
  const titles = new Map<string, string | null>(items.map(({ id, title }) => [id, title]));
  const others = listed.data ? [...new Set(ids)].filter((id) => !titles.has(id)) : [];
  const found = useQuery({
    queryKey: ['session-titles', ...others],
    queryFn: () => Promise.all(others.map((id) => titleOf(client, id))),
    enabled: others.length > 0,
  });
  for (const [id, title] of found.data ?? []) titles.set(id, title);
  return titles;
};
