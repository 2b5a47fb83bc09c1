import type { Channel, ChannelList } from '@parley/contracts';
import { PlusIcon } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { CHANNEL_NAME, ChannelIcon } from '@/components/channel-icon';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Spinner } from '@/components/ui/spinner';
import { ApiError, messageOf } from '@/lib/api-error';
import { useAddChannel } from '../api/channels';

type Addable = 'EMAIL' | 'SLACK';
const TYPES: readonly Addable[] = ['EMAIL', 'SLACK'];
const ADDRESS: Record<Addable, { label: string; hint: string; placeholder: string; type: string }> = {
  EMAIL: { label: 'Mail address', hint: 'A code is sent there.', placeholder: 'ann@example.org', type: 'email' },
  SLACK: {
    label: 'Mail address or member ID in Slack',
    hint: 'The address you use in Slack, or your profile, ⋮, “Copy member ID”. A code is sent to you there.',
    placeholder: 'ann@example.org or U024BE7LH',
    type: 'text',
  },
};

const problemOf = (error: unknown) =>
  (error instanceof ApiError && error.fieldErrors.find(({ path }) => path === 'address')?.message) || messageOf(error);

const AddForm = ({
  type,
  onAdded,
  onCancel,
}: {
  type: Addable;
  onAdded: (channel: Channel) => void;
  onCancel: () => void;
}) => {
  const [address, setAddress] = useState('');
  const add = useAddChannel();
  const { label, hint, placeholder, type: inputType } = ADDRESS[type];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate({ type, address: address.trim() }, { onSuccess: onAdded });
  };
  return (
    <form onSubmit={submit} className="grid gap-3 rounded-lg border bg-card p-4">
      <Field label={label} hint={hint} error={add.isError ? problemOf(add.error) : undefined}>
        {(control) => (
          <Input
            {...control}
            autoFocus
            required
            type={inputType}
            maxLength={320}
            autoComplete={type === 'EMAIL' ? 'email' : 'off'}
            placeholder={placeholder}
            value={address}
            onChange={(event) => setAddress(event.target.value)}
          />
        )}
      </Field>
      <div className="flex gap-2">
        <Button type="submit" variant="primary" disabled={!address.trim() || add.isPending}>
          {add.isPending && <Spinner />} Send the code
        </Button>
        <Button variant="ghost" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
};

const NotConnected = ({ type }: { type: Addable }) => (
  <p className="flex items-start gap-2 text-muted-foreground text-ui">
    <ChannelIcon channel={type} className="mt-0.75 size-3.5 shrink-0" />
    <span>
      <span className="font-medium">{CHANNEL_NAME[type]}</span> cannot be added, because this Parley is not connected to
      it. An administrator can connect it.
    </span>
  </p>
);

/** What can be added, and in one sentence why something cannot. */
export const AddChannel = ({ list, onAdded }: { list: ChannelList; onAdded: (channel: Channel) => void }) => {
  const [open, setOpen] = useState<Addable | null>(null);
  const connected = (type: Addable) => list.available.some((found) => found.type === type && found.connected);
  return (
    <div className="grid gap-3">
      {open ? (
        <AddForm
          key={open}
          type={open}
          onCancel={() => setOpen(null)}
          onAdded={(channel) => {
            setOpen(null);
            onAdded(channel);
          }}
        />
      ) : (
        <div className="flex flex-wrap gap-2 empty:hidden">
          {TYPES.filter(connected).map((type) => (
            <Button key={type} onClick={() => setOpen(type)}>
              <PlusIcon /> {type === 'EMAIL' ? 'Add a mail address' : 'Add Slack'}
            </Button>
          ))}
        </div>
      )}
      {TYPES.filter((type) => !connected(type) && !list.items.some((item) => item.type === type)).map((type) => (
        <NotConnected key={type} type={type} />
      ))}
    </div>
  );
};
