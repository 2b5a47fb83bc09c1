import { useId } from 'react';
import { SavedMark } from '@/components/saved-mark';
import { Switch } from '@/components/ui/switch';
import { MAX_REMINDER_MINUTES } from '@/config';
import { useSavePreferences } from '../api/preferences';
import { DurationField } from './duration-field';
import { SettingLine } from './setting-line';

const MINUTE_MS = 60_000;
const USUAL_MINUTES = 120;
const UNITS = ['minute', 'hour', 'day'] as const;

export const Reminders = ({ minutes }: { minutes: number | null }) => {
  const save = useSavePreferences();
  const id = useId();
  return (
    <SettingLine
      title="Reminders"
      titleFor={id}
      hint="A question nobody answered is asked again, in the same thread."
      mark={<SavedMark saving={save} />}
    >
      {minutes !== null && (
        <span className="flex items-center gap-1.5 text-ui">
          after
          <DurationField
            label="Time until a reminder"
            ms={minutes * MINUTE_MS}
            min={MINUTE_MS}
            max={MAX_REMINDER_MINUTES * MINUTE_MS}
            units={UNITS}
            onChange={(ms) => save.mutate({ reminderMinutes: ms / MINUTE_MS })}
          />
        </span>
      )}
      <Switch
        id={id}
        checked={minutes !== null}
        onCheckedChange={(on) => save.mutate({ reminderMinutes: on ? USUAL_MINUTES : null })}
      />
    </SettingLine>
  );
};
