import type { Channel, ChannelLink } from '@parley/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api';

/** Whom a link from Slack would join to this account. It is what it was when it was opened. */
export const useLink = (token: string) =>
  useQuery({
    queryKey: ['channel-link', token],
    queryFn: () => api<ChannelLink>(`/api/channels/links/${encodeURIComponent(token)}`),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });

export const useConfirmLink = (token: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api<Channel>(`/api/channels/links/${encodeURIComponent(token)}`, { method: 'POST' }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['channels'] }),
  });
};
