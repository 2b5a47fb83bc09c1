import type { DirectoryAgent, DirectoryMatch } from '@parley/contracts';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, query } from '@/lib/api';

const KEY = ['directory'];
/** Health is looked after by the server: here it only has to show soon. */
const LOOK_MS = 20_000;

export const useDirectory = () =>
  useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }) => (await api<{ items: DirectoryAgent[] }>('/api/directory', { signal })).items,
    refetchInterval: LOOK_MS,
  });

/** @param text what is to be done; blank: nothing is searched */
export const useDirectorySearch = (text: string) =>
  useQuery({
    queryKey: [...KEY, 'search', text],
    queryFn: async ({ signal }) =>
      (await api<{ items: DirectoryMatch[] }>(`/api/directory/search${query({ q: text })}`, { signal })).items,
    enabled: text !== '',
    placeholderData: keepPreviousData,
  });

const useRefreshing = <Input, Output>(act: (input: Input) => Promise<Output>) => {
  const client = useQueryClient();
  return useMutation({ mutationFn: act, onSettled: () => client.invalidateQueries({ queryKey: KEY }) });
};

export const useAddAgent = () =>
  useRefreshing(({ url, token }: { url: string; token: string }) =>
    api<DirectoryAgent>('/api/directory', { method: 'POST', body: { url, ...(token ? { token } : {}) } }),
  );
export const useCheckAgent = (id: string) =>
  useRefreshing<void, DirectoryAgent>(() => api(`/api/directory/${id}/check`, { method: 'POST' }));
export const useRemoveAgent = (id: string) =>
  useRefreshing<void, void>(() => api(`/api/directory/${id}`, { method: 'DELETE' }));
