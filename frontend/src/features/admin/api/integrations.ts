import type { ConnectStart, IntegrationList } from '@parley/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api';
import { LOOK_MS } from './admin';

const KEY = ['admin', 'integrations'];

export const useIntegrations = () =>
  useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => api<IntegrationList>('/api/integrations', { signal }),
    refetchInterval: LOOK_MS,
    // An administrator who comes back was at Slack meanwhile.
    refetchOnWindowFocus: 'always',
  });

export const useCheckIntegration = (id: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api<IntegrationList>(`/api/integrations/${id}/check`, { method: 'POST' }),
    onMutate: () => client.cancelQueries({ queryKey: KEY }),
    onSuccess: (list) => client.setQueryData(KEY, list),
    onError: () => client.invalidateQueries({ queryKey: KEY }),
  });
};

export const useDisconnect = (id: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api<void>(`/api/integrations/${id}`, { method: 'DELETE' }),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
};

/** Leaves the app for Slack's page: the way there is open for a minute, and once. */
export const useStartInstall = () =>
  useMutation({
    mutationFn: () => api<ConnectStart>('/api/integrations/slack/install', { method: 'POST' }),
    onSuccess: ({ url }) => window.location.assign(url),
  });
