import type { AnsweredLink, AnswerLink, FeedbackAnswer } from '@parley/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api';
import { ApiError } from '@/lib/api-error';
import type { AuthState } from '@/lib/auth-session';

/** In the body, never in an address: see the server's controller. */
const post = <T>(path: 'look' | 'answer', body: object) =>
  api<T>(`/api/answer-links/${path}`, { method: 'POST', body });
const keyOf = (token: string) => ['answer-link', token];

/** What stands behind the link, for whoever is signed in or nobody. Looking changes nothing. */
export const useAnswerLink = (token: string, auth: AuthState) =>
  useQuery({
    queryKey: [...keyOf(token), auth],
    queryFn: () => post<AnswerLink>('look', { token }),
    enabled: auth === 'in' || auth === 'out',
    staleTime: 0,
  });

/** The button as it stands, or with words of one's own. */
export type Pressed = { choose: number } | { answer: FeedbackAnswer };

export const usePress = (token: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (pressed: Pressed) => post<AnsweredLink>('answer', { token, ...pressed }),
    onSuccess: ({ link }) => client.setQueriesData({ queryKey: keyOf(token) }, link),
    // Somebody signed in or out meanwhile: the page looks again.
    onError: (error) => {
      if (error instanceof ApiError && [401, 403, 404].includes(error.status))
        void client.invalidateQueries({ queryKey: keyOf(token) });
    },
  });
};
