import type { Channel, ChannelList, ChannelTest } from '@parley/contracts';
import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api';
import { inOrder } from '../order';

const KEY = ['channels'];

export const useChannels = () => useQuery({ queryKey: KEY, queryFn: () => api<ChannelList>('/api/channels') });

const patch = (client: QueryClient, change: (items: Channel[]) => Channel[]) =>
  client.setQueryData<ChannelList>(KEY, (list) => list && { ...list, items: change(list.items) });
const replace = (client: QueryClient, channel: Channel) =>
  patch(client, (items) => items.map((item) => (item.id === channel.id ? channel : item)));

/** Changes show at once; what the server says afterwards is the truth, also after a refusal. */
const useChannelChange = <Input, Output>(
  call: (input: Input) => Promise<Output>,
  onMutate: (client: QueryClient, input: Input) => void,
) => {
  const client = useQueryClient();
  return useMutation({
    // One after the other: the last one decides.
    scope: { id: 'channels' },
    mutationKey: KEY,
    mutationFn: call,
    onMutate: async (input: Input) => {
      await client.cancelQueries({ queryKey: KEY });
      onMutate(client, input);
    },
    // What the server knows before the last of them would show as a step back.
    onSettled: () =>
      client.isMutating({ mutationKey: KEY }) > 1 ? undefined : client.invalidateQueries({ queryKey: KEY }),
  });
};

export const useAddChannel = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { type: 'EMAIL' | 'SLACK'; address: string }) =>
      api<Channel>('/api/channels', { method: 'POST', body }),
    onSuccess: (channel) => {
      patch(client, (items) => [...items.filter(({ id }) => id !== channel.id), channel]);
      void client.invalidateQueries({ queryKey: KEY });
    },
  });
};

export const useVerifyChannel = (id: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (code: string) => api<Channel>(`/api/channels/${id}/verify`, { method: 'POST', body: { code } }),
    onSuccess: (channel) => replace(client, channel),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
};

/** `code` sends the code again, `test` a message to see whether the channel works. */
export const useTryChannel = (id: string, what: 'code' | 'test') => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api<ChannelTest>(`/api/channels/${id}/${what}`, { method: 'POST' }),
    // A test may find that a channel works again, or no longer.
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
};

export const useSetWait = (id: string) =>
  useChannelChange(
    (waitMs: number) => api<Channel>(`/api/channels/${id}`, { method: 'PATCH', body: { waitMs } }),
    (client, waitMs) => patch(client, (items) => items.map((item) => (item.id === id ? { ...item, waitMs } : item))),
  );

export const useOrderChannels = () =>
  useChannelChange(
    (ids: string[]) => api<ChannelList>('/api/channels/order', { method: 'PUT', body: { ids } }),
    (client, ids) => patch(client, (items) => inOrder(items, ids).map((item, position) => ({ ...item, position }))),
  );

export const useRemoveChannel = () =>
  useChannelChange(
    (id: string) => api<void>(`/api/channels/${id}`, { method: 'DELETE' }),
    (client, id) => patch(client, (items) => items.filter((item) => item.id !== id)),
  );
