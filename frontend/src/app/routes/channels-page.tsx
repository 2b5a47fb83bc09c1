import { ChannelSettings, PreferencesSettings } from '@/features/channels/settings';

export default function ChannelsPage() {
  return (
    <div className="grid gap-9">
      <ChannelSettings />
      <PreferencesSettings />
    </div>
  );
}
