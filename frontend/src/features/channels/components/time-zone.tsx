import { useId, useMemo } from 'react';
import { SavedMark } from '@/components/saved-mark';
import { Button } from '@/components/ui/button';
import { Combobox } from '@/components/ui/combobox';
import { browserZone } from '@/lib/preferences';
import { useSavePreferences } from '../api/preferences';
import { offsetOf, zoneName, zoneOptions } from '../time-zones';
import { SettingLine } from './setting-line';

/** Whose evening quiet hours and "tomorrow 9:00" mean. The browser's zone is offered while nobody has chosen one. */
export default function TimeZone({ value }: { value: string }) {
  const save = useSavePreferences();
  const id = useId();
  const options = useMemo(() => zoneOptions(Intl.supportedValuesOf('timeZone'), Date.now()), []);
  const offset = offsetOf(value, Date.now());
  const here = browserZone();
  const proposed = value === 'UTC' && here !== 'UTC' ? here : null;
  return (
    <SettingLine
      title="Time zone"
      titleFor={id}
      hint="Quiet hours and words such as “tomorrow 9:00” mean this zone."
      mark={<SavedMark saving={save} />}
    >
      <Combobox
        id={id}
        label="Time zone"
        value={value}
        shown={zoneName(value) === offset ? offset : `${zoneName(value)} (${offset})`}
        options={options}
        placeholder="City, country or offset…"
        onChange={(timeZone) => save.mutate({ timeZone })}
      />
      {proposed && (
        <Button variant="primary" onClick={() => save.mutate({ timeZone: proposed })}>
          Use {zoneName(proposed)}
        </Button>
      )}
    </SettingLine>
  );
}
