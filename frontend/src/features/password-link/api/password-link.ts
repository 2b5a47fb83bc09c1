import type { PasswordLinkOwner } from '@parley/contracts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { publicApi } from '@/lib/api';

/** In the body, never in an address. */
const post = <T>(path: 'look' | 'use', body: object) =>
  publicApi<T>(`/api/auth/password-link/${path}`, { method: 'POST', body });

/** Whose password it sets. Looking changes nothing. */
export const usePasswordLink = (token: string) =>
  useQuery({
    queryKey: ['password-link', token],
    queryFn: () => post<PasswordLinkOwner>('look', { token }),
    enabled: token !== '',
    retry: false,
    gcTime: 0,
  });

export const useSetPassword = (token: string) =>
  useMutation({ mutationFn: (password: string) => post<void>('use', { token, password }), gcTime: 0 });
