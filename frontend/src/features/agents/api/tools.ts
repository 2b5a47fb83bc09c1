import type { SetToolRule, ToolList } from '@parley/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api';
import { messageOf } from '@/lib/api-error';
import { toast } from '@/lib/toast';
import { withRule } from '../tool-rules';

const KEY = ['tools'];
const LOOK_MS = 20_000;

export const useTools = () =>
  useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => api<ToolList>('/api/tools', { signal }),
    refetchInterval: LOOK_MS,
  });

/** Shows at once; what the server says afterwards is the truth. */
export const useSetRule = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (rule: SetToolRule) => api<unknown>('/api/tools/rules', { method: 'PUT', body: rule }),
    onMutate: async (rule) => {
      await client.cancelQueries({ queryKey: KEY });
      client.setQueryData<ToolList>(KEY, (list) => list && { ...list, rules: withRule(list.rules, rule) });
    },
    onError: (error) => toast.error(`Not changed. ${messageOf(error)}`),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
};

export const useReconnect = (name: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api<unknown>(`/api/tools/servers/${encodeURIComponent(name)}/reconnect`, { method: 'POST' }),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
};
