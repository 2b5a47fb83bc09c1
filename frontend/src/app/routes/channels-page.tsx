import { useSearchParams } from 'react-router-dom';
import { useMe } from '@/features/auth';
import { ChannelSettings, LinkPanel, PreferencesSettings } from '@/features/channels/settings';

export default function ChannelsPage() {
  const [parameters, setParameters] = useSearchParams();
  const token = parameters.get('link');
  const me = useMe().data;
  return (
    <div className="grid gap-9 [&>*]:min-w-0">
      {token && me && (
        <LinkPanel key={token} token={token} account={me} onDone={() => setParameters({}, { replace: true })} />
      )}
      <ChannelSettings />
      <PreferencesSettings />
    </div>
  );
}
