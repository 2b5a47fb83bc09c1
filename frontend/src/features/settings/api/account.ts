import type { AccessToken, CreatedAccessToken, Login } from '@parley/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api';

const LOGINS = ['account', 'logins'];
const TOKENS = ['account', 'tokens'];

export const useLogins = () =>
  useQuery({ queryKey: LOGINS, queryFn: ({ signal }) => api<Login[]>('/api/account/logins', { signal }) });

export const useEndLogin = (id: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api<void>(`/api/account/logins/${id}`, { method: 'DELETE' }),
    onSettled: () => client.invalidateQueries({ queryKey: LOGINS }),
  });
};

export const useChangePassword = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { current: string; password: string }) =>
      api<void>('/api/account/password', { method: 'POST', body }),
    onSuccess: () => client.invalidateQueries({ queryKey: LOGINS }),
  });
};

export const useAccessTokens = () =>
  useQuery({ queryKey: TOKENS, queryFn: ({ signal }) => api<AccessToken[]>('/api/access-tokens', { signal }) });

export const useCreateToken = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { name: string; expiresInDays: number }) =>
      api<CreatedAccessToken>('/api/access-tokens', { method: 'POST', body }),
    onSuccess: () => client.invalidateQueries({ queryKey: TOKENS }),
    // The token is shown once: nothing keeps it when its page is left.
    gcTime: 0,
  });
};

export const useRevokeToken = (id: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api<void>(`/api/access-tokens/${id}`, { method: 'DELETE' }),
    onSettled: () => client.invalidateQueries({ queryKey: TOKENS }),
  });
};
