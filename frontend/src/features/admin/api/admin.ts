import type { AdminDelivery, ChannelType, DeadLetter, DeliveryStatus, RetriedDeadLetters } from '@parley/contracts';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, query } from '@/lib/api';

export interface DeliveryFilter {
  status: DeliveryStatus | '';
  channel: ChannelType | '';
  /** Part of a name or address. */
  person: string;
}
interface DeliveryPage {
  items: AdminDelivery[];
  hasMore: boolean;
}

const PAGE = 50;
/** Nothing tells an administrator's page about other people's deliveries: it looks by itself. */
export const LOOK_MS = 30_000;

export const useAdminDeliveries = (filter: DeliveryFilter) =>
  useInfiniteQuery({
    queryKey: ['admin', 'deliveries', filter],
    queryFn: ({ pageParam, signal }) =>
      api<DeliveryPage>(`/api/admin/deliveries${query({ ...filter, before: pageParam ?? undefined, limit: PAGE })}`, {
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => (page.hasMore ? (page.items.at(-1)?.id ?? null) : null),
    placeholderData: (previous) => previous,
  });

const LETTERS = ['admin', 'dead-letters'];

export const useDeadLetters = (enabled = true) =>
  useQuery({
    queryKey: LETTERS,
    queryFn: async () => (await api<{ items: DeadLetter[] }>('/api/admin/dead-letters')).items,
    enabled,
    refetchInterval: LOOK_MS,
  });

export const useRetryLetter = ({ kind, id }: Pick<DeadLetter, 'kind' | 'id'>) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api<void>(`/api/admin/dead-letters/${kind}/${id}/retry`, { method: 'POST' }),
    onSettled: () => void client.invalidateQueries({ queryKey: ['admin'] }),
  });
};

export const useRetryLetters = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (kind: DeadLetter['kind']) =>
      api<RetriedDeadLetters>('/api/admin/dead-letters/retry', { method: 'POST', body: { kind } }),
    onSettled: () => void client.invalidateQueries({ queryKey: ['admin'] }),
  });
};
