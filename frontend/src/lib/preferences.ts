import type { Preferences } from '@parley/contracts';
import { useQuery } from '@tanstack/react-query';
import { api } from './api';

export const PREFERENCES_KEY = ['preferences'] as const;

/** When and how the person wants to be asked. Read by several features, changed in Settings alone. */
export const usePreferences = () =>
  useQuery({
    queryKey: PREFERENCES_KEY,
    queryFn: () => api<Preferences>('/api/preferences'),
    staleTime: 5 * 60_000,
  });

export const browserZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Nobody chose UTC yet: until somebody does, the browser knows better where the person is. */
export const zoneOf = (preferences: Preferences | undefined): string =>
  preferences && preferences.timeZone !== 'UTC' ? preferences.timeZone : browserZone();
