import type { ConnectStart, Integration, IntegrationList } from '@parley/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api';
import type { Provider } from '../describe-integration';
import { LOOK_MS } from './admin';

/** While words to ourselves are on their way, somebody waits for them. */
const TEST_LOOK_MS = 1_000;
const isTesting = ({ health }: Integration) => health.canary?.state === 'under_way';

const KEY = ['admin', 'integrations'];

export const useIntegrations = (enabled = true) =>
  useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => api<IntegrationList>('/api/integrations', { signal }),
    enabled,
    refetchInterval: (look) => (look.state.data?.items.some(isTesting) ? TEST_LOOK_MS : LOOK_MS),
    // An administrator who comes back was at Slack or Google meanwhile.
    refetchOnWindowFocus: 'always',
  });

/** How many do not let Parley in any more. */
export const useLockedOut = (enabled: boolean): number =>
  useIntegrations(enabled).data?.items.filter(({ status }) => status === 'NEEDS_REAUTH').length ?? 0;

export const useCheckIntegration = (id: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api<IntegrationList>(`/api/integrations/${id}/check`, { method: 'POST' }),
    onMutate: () => client.cancelQueries({ queryKey: KEY }),
    onSuccess: (list) => client.setQueryData(KEY, list),
    onError: () => client.invalidateQueries({ queryKey: KEY }),
  });
};

export const useCanary = (id: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api<IntegrationList>(`/api/integrations/${id}/canary`, { method: 'POST' }),
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

/**
 * Leaves the app for the page of Slack or Google: the way there is open for a minute, and once. A mailbox that is to be
 * connected again is named: Google then asks about that one.
 */
export const useStartConnecting = (provider: Provider) =>
  useMutation({
    mutationFn: (again: string | undefined) =>
      provider === 'SLACK'
        ? api<ConnectStart>('/api/integrations/slack/install', { method: 'POST' })
        : api<ConnectStart>('/api/integrations/gmail/connect', { method: 'POST', body: { integrationId: again } }),
    onSuccess: ({ url }) => window.location.assign(url),
  });
