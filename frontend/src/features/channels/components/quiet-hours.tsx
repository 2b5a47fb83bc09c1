import type { Preferences } from '@parley/contracts';
import { useId, useState } from 'react';
import { SavedMark } from '@/components/saved-mark';
import { Input } from '@/components/ui/input';
import { Switch } from '@/components/ui/switch';
import { useSavePreferences } from '../api/preferences';
import { SettingLine } from './setting-line';

type Hours = NonNullable<Preferences['quietHours']>;
const USUAL: Hours = { from: '22:00', to: '07:00' };

const TimeInput = ({ label, value, onChange }: { label: string; value: string; onChange: (time: string) => void }) => {
  const [draft, setDraft] = useState<string | null>(null);
  const commit = () => {
    // A time half deleted is no time: the one before stands.
    if (draft && draft !== value) onChange(draft);
    setDraft(null);
  };
  return (
    <Input
      type="time"
      aria-label={label}
      className="h-8 w-auto tabular"
      value={draft ?? value}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && commit()}
    />
  );
};

/** Only urgent questions disturb then; the others wait on every channel but the app. */
export const QuietHours = ({ value }: { value: Preferences['quietHours'] }) => {
  const save = useSavePreferences();
  const id = useId();
  const set = (quietHours: Hours | null) => save.mutate({ quietHours });
  return (
    <SettingLine
      title="Quiet hours"
      titleFor={id}
      hint="Nothing is sent to you then, except urgent questions. What waits comes afterwards."
      mark={<SavedMark saving={save} />}
    >
      {value && (
        <span className="flex items-center gap-1.5 text-ui">
          <TimeInput label="Quiet from" value={value.from} onChange={(from) => set({ ...value, from })} />
          to
          <TimeInput label="Quiet until" value={value.to} onChange={(to) => set({ ...value, to })} />
        </span>
      )}
      <Switch id={id} checked={value !== null} onCheckedChange={(on) => set(on ? USUAL : null)} />
    </SettingLine>
  );
};
