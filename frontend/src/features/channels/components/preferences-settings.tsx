import { Suspense } from 'react';
import { ErrorState } from '@/components/layout/error-state';
import { Skeleton } from '@/components/ui/skeleton';
import { lazily } from '@/lib/lazily';
import { usePreferences } from '@/lib/preferences';
import { QuietHours } from './quiet-hours';
import { Reminders } from './reminders';

// Its list with the search is half of the page.
const TimeZone = lazily(() => import('./time-zone'));

/** When the person wants to be asked (FB-7). */
export const PreferencesSettings = () => {
  const preferences = usePreferences();
  const { data } = preferences;
  if (!data && preferences.isError)
    return (
      <ErrorState
        title="Your preferences could not be loaded"
        error={preferences.error}
        onRetry={() => void preferences.refetch()}
      />
    );
  if (!data) return <Skeleton className="h-40 rounded-lg" />;
  return (
    <section aria-labelledby="preferences-heading" className="grid gap-2">
      <h2 id="preferences-heading" className="font-semibold">
        When they reach you
      </h2>
      <div className="border-y">
        <Suspense fallback={<Skeleton className="my-3.5 h-10" />}>
          <TimeZone value={data.timeZone} />
        </Suspense>
        <QuietHours value={data.quietHours} />
        <Reminders minutes={data.reminderMinutes} />
      </div>
    </section>
  );
};
