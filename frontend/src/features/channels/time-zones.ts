import type { ComboboxOption } from '@/components/ui/combobox';

/** `UTC+02:00` at that moment; plain `UTC` where there is no difference. */
export const offsetOf = (zone: string, now: number): string => {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(now);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  // Some browsers write the zero out.
  return name.replace('GMT', 'UTC').replace(/[+-]00:00$/, '');
};

const words = (name: string) => name.replaceAll('_', ' ');

/** `Europe/Berlin` → `Berlin, Europe`; names without a place stay as they are. */
export const zoneName = (zone: string): string => {
  const at = zone.indexOf('/');
  return at < 0 ? words(zone) : `${words(zone.slice(at + 1)).replaceAll('/', ', ')}, ${words(zone.slice(0, at))}`;
};

/** Every zone this browser knows, and UTC, by continent. */
export const zoneOptions = (zones: readonly string[], now: number): ComboboxOption[] =>
  [...new Set([...zones, 'UTC'])].map((zone) => ({
    value: zone,
    label: words(zone.slice(zone.indexOf('/') + 1)),
    note: offsetOf(zone, now),
    group: zone.includes('/') ? words(zone.slice(0, zone.indexOf('/'))) : 'Other',
  }));
