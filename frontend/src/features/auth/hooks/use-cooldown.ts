import { useState } from 'react';
import { ApiError } from '@/lib/api-error';
import { useNow } from '@/lib/use-now';

/** Counts a rate limit down: seconds left, 0 when it may be tried again. */
export const useCooldown = () => {
  const [until, setUntil] = useState(0);
  const now = useNow(until > Date.now() ? 1_000 : 0);
  const start = (error: unknown) => {
    if (error instanceof ApiError && error.status === 429) setUntil(Date.now() + (error.retryAfter ?? 10) * 1_000);
  };
  return { seconds: Math.max(0, Math.ceil((until - now) / 1_000)), start };
};
