import { ChannelSettings, PreferencesSettings } from '@/features/channels/settings';

export default function ChannelsPage() {
  return (
    <div className="grid gap-9 [&>*]:min-w-0">
      <ChannelSettings />
      <PreferencesSettings />
    </div>
  );
}
