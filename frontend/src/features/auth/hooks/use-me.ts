import type { User } from '@parley/contracts';
import { useQuery } from '@tanstack/react-query';
import { api } from '@/lib/api';

export const useMe = () => useQuery({ queryKey: ['me'], queryFn: () => api<User>('/api/me'), staleTime: 5 * 60_000 });
