import type { FeedbackRequest } from '@parley/contracts';
import { type FormEvent, useState } from 'react';
import { Link } from 'react-router-dom';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Spinner } from '@/components/ui/spinner';
import { messageOf } from '@/lib/api-error';
import { clockTime } from '@/lib/dates';
import { focusNow } from '@/lib/focus-now';
import { browserZone, usePreferences, zoneOf } from '@/lib/preferences';
import { useSnooze } from '../api/set-aside';
import { snoozePresets } from '../snooze-presets';

/** Own words are read in the zone of the settings, which may not be the one of this browser, or not set at all. */
const ZoneHint = ({ zone }: { zone: string | undefined }) =>
  zone && zone !== browserZone() ? (
    <>
      Your own words are read in your time zone, {zone.replaceAll('_', ' ')} (
      <Link to="/settings/channels" className="underline underline-offset-3 hover:text-foreground">
        change it
      </Link>
      ).{' '}
    </>
  ) : null;

/** When to be asked again. */
export default function SnoozePanel({ request, onDone }: { request: FeedbackRequest; onDone: () => void }) {
  const preferences = usePreferences().data;
  const snooze = useSnooze(request);
  const [words, setWords] = useState('');
  const now = Date.now();
  const send = (body: { until: string } | { when: string }) => snooze.mutate(body, { onSuccess: onDone });
  const late = (until: string) => request.expiresAt !== null && until > request.expiresAt;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (words.trim()) send({ when: words.trim() });
  };
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap gap-2">
        {snoozePresets(zoneOf(preferences), now).map(({ label, until }, index) => (
          <Button
            key={label}
            size="sm"
            ref={index === 0 ? focusNow : undefined}
            disabled={snooze.isPending}
            title={late(until) ? 'After the deadline of this question' : undefined}
            onClick={() => send({ until })}
          >
            {label}
            <span className="font-normal text-muted-foreground tabular">{clockTime(until)}</span>
          </Button>
        ))}
      </div>
      <form className="flex gap-2" onSubmit={submit}>
        <Input
          aria-label="Snooze until, in your own words"
          placeholder="Or in your own words: friday 14:00, in 3 days…"
          maxLength={200}
          className="h-8 max-w-80"
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        <Button type="submit" className="pointer-coarse:h-11" disabled={!words.trim() || snooze.isPending}>
          {snooze.isPending && <Spinner />} Snooze
        </Button>
      </form>
      <p className="text-pretty text-muted-foreground text-xs">
        <ZoneHint zone={preferences?.timeZone} />
        Nobody is asked before then{request.expiresAt ? '; the deadline stands' : ''}. You can still answer meanwhile.
      </p>
      {snooze.isError && (
        <p role="alert" className="text-danger-text text-xs">
          {messageOf(snooze.error)}
        </p>
      )}
    </div>
  );
}
