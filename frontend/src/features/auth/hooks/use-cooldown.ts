import { useState } from 'react';
import { ApiError } from '@/lib/api-error';
import { useNow } from '@/lib/use-now';

export const isRateLimit = (error: unknown): error is ApiError => error instanceof ApiError && error.status === 429;

const waitText = (seconds: number) =>
  seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} m ${seconds % 60} s`;

/** Counts a rate limit down: the one text that tells the wait, null when it may be tried again. */
export const useCooldown = () => {
  const [until, setUntil] = useState(0);
  const now = useNow(until > Date.now() ? 1_000 : 0);
  const start = (error: unknown) => {
    if (isRateLimit(error)) setUntil(Date.now() + (error.retryAfter ?? 10) * 1_000);
  };
  const seconds = Math.max(0, Math.ceil((until - now) / 1_000));
  return { seconds, text: seconds > 0 ? `Too many tries. Wait ${waitText(seconds)}, then try again.` : null, start };
};
