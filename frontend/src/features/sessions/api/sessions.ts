import type { AgentList, Session, SessionPage, SessionStatus, SessionSummary } from '@parley/contracts';
import { type QueryClient, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, download, query } from '@/lib/api';

export const useAgents = () =>
  useQuery({ queryKey: ['agents'], queryFn: () => api<AgentList>('/api/agents'), staleTime: 5 * 60_000 });

export const useSessions = (q: string, status: SessionStatus) =>
  useInfiniteQuery({
    queryKey: ['sessions', { q, status }],
    queryFn: ({ pageParam, signal }) =>
      api<SessionPage>(`/api/sessions${query({ q: q.trim(), status, cursor: pageParam ?? undefined, limit: 50 })}`, {
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: (previous) => previous,
  });

interface Pages {
  pages: SessionPage[];
  pageParams: unknown[];
}
/** Changes one session in every list that holds it, before the server confirms. */
export const patchSessionInLists = (client: QueryClient, id: string, change: Partial<SessionSummary>) =>
  client.setQueriesData<Pages>({ queryKey: ['sessions'] }, (data) =>
    data?.pages
      ? {
          ...data,
          pages: data.pages.map((page) => ({
            ...page,
            items: page.items.map((item) => (item.id === id ? { ...item, ...change } : item)),
          })),
        }
      : data,
  );

export const useCreateSession = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (agent: string | undefined) =>
      api<Session>('/api/sessions', { method: 'POST', body: agent ? { agent } : {} }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['sessions'] }),
  });
};

export const useUpdateSession = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...change }: { id: string; title?: string; status?: SessionStatus }) =>
      api<Session>(`/api/sessions/${id}`, { method: 'PATCH', body: change }),
    onMutate: ({ id, title }) => {
      if (title) patchSessionInLists(client, id, { title });
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['sessions'] }),
  });
};

export const markRead = async (client: QueryClient, id: string, seq: number): Promise<void> => {
  patchSessionInLists(client, id, { unread: false });
  await api<void>(`/api/sessions/${id}/read`, { method: 'POST', body: { seq } });
};

const fileName = (title: string) => title.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'session';
export const exportSession = (session: Pick<Session, 'id' | 'title'>, format: 'json' | 'markdown') =>
  download(
    `/api/sessions/${session.id}/export${query({ format })}`,
    `${fileName(session.title)}.${format === 'json' ? 'json' : 'md'}`,
  );
