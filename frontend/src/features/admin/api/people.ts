import type { AdminUser, AdminUserPage, ChangeUser, PasswordLink } from '@parley/contracts';
import { type InfiniteData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, query } from '@/lib/api';

const PEOPLE = ['admin', 'users'];
const PAGE = 50;

/** Newest first. */
export const usePeople = (search: string) =>
  useInfiniteQuery({
    queryKey: [...PEOPLE, search],
    queryFn: ({ pageParam, signal }) =>
      api<AdminUserPage>(`/api/admin/users${query({ search, before: pageParam ?? undefined, limit: PAGE })}`, {
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => (page.hasMore ? (page.items.at(-1)?.id ?? null) : null),
    placeholderData: (previous) => previous,
  });

type Pages = InfiniteData<AdminUserPage>;
const withPerson = (pages: Pages | undefined, person: AdminUser): Pages | undefined =>
  pages && {
    ...pages,
    pages: pages.pages.map((page) => ({
      ...page,
      items: page.items.map((item) => (item.id === person.id ? person : item)),
    })),
  };

export const useChangePerson = (id: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ChangeUser) => api<AdminUser>(`/api/admin/users/${id}`, { method: 'PATCH', body }),
    onSuccess: (person) => {
      client.setQueriesData<Pages>({ queryKey: PEOPLE }, (pages) => withPerson(pages, person));
      // What waits for them is among the dead letters, or is not any more.
      void client.invalidateQueries({ queryKey: ['admin', 'dead-letters'] });
    },
    onError: () => client.invalidateQueries({ queryKey: PEOPLE }),
  });
};

export const useSignOutPerson = (id: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api<void>(`/api/admin/users/${id}/sign-out`, { method: 'POST' }),
    onSettled: () => client.invalidateQueries({ queryKey: PEOPLE }),
  });
};

export const usePasswordLink = (id: string) =>
  useMutation({
    mutationFn: () => api<PasswordLink>(`/api/admin/users/${id}/password-link`, { method: 'POST' }),
    // It is as good as a password: nothing keeps it when its page is left.
    gcTime: 0,
  });
