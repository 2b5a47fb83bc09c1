import type { Channel } from '@parley/contracts';
import { ArrowDownIcon, ArrowUpIcon } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { CHANNEL_NAME, ChannelIcon } from '@/components/channel-icon';
import { SavedMark } from '@/components/saved-mark';
import { Button } from '@/components/ui/button';
import { MAX_WAIT_MS, MIN_WAIT_MS } from '@/config';
import { messageOf } from '@/lib/api-error';
import { focusNow } from '@/lib/focus-now';
import { useSetWait, useTryChannel } from '../api/channels';
import { channelName, stateOf } from '../describe-channel';
import { ChannelStatus } from './channel-status';
import { CodeEntry } from './code-entry';
import { DurationField } from './duration-field';

const WAIT_UNITS = ['minute', 'hour', 'day'] as const;

/** Stays pressable at the end of the list, so that the focus stays with it. */
const Move = ({ up, name, able, onMove }: { up: boolean; name: string; able: boolean; onMove: () => void }) => (
  <Button
    variant="ghost"
    size="icon-sm"
    aria-label={`Move ${name} ${up ? 'up' : 'down'}`}
    aria-disabled={!able}
    className="aria-disabled:cursor-default! aria-disabled:opacity-35"
    onClick={() => able && onMove()}
  >
    {up ? <ArrowUpIcon /> : <ArrowDownIcon />}
  </Button>
);

type Test = ReturnType<typeof useTryChannel>;

const TestButton = ({ test }: { test: Test }) => (
  <button type="button" className="quiet-action" disabled={test.isPending} onClick={() => test.mutate()}>
    {test.isPending ? 'Sending a test…' : 'Send a test'}
  </button>
);

const TestResult = ({ test, name }: { test: Test; name: string }) => {
  const problem = test.isError ? messageOf(test.error) : test.data?.problem;
  const failed = !test.isPending && (test.isError || test.data?.ok === false);
  return (
    <>
      <span role="status" className="text-success-text empty:hidden">
        {test.data?.ok && !test.isPending && `The test was sent: look at ${name}.`}
      </span>
      {failed && (
        <span role="alert" className="text-danger-text">
          {problem ?? 'The test did not get through.'}
        </span>
      )}
    </>
  );
};

const Remove = ({ channel, onRemove }: { channel: Channel; onRemove: () => void }) => {
  const [sure, setSure] = useState(false);
  if (!sure)
    return (
      <button type="button" className="quiet-action" onClick={() => setSure(true)}>
        Remove
      </button>
    );
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-x-3 [overflow-wrap:anywhere]">
      No question goes to {channelName(channel)} any more.
      <button type="button" ref={focusNow} className="quiet-action text-danger-text!" onClick={onRemove}>
        Remove it
      </button>
      <button type="button" className="quiet-action" onClick={() => setSure(false)}>
        Keep
      </button>
    </span>
  );
};

const Wait = ({ channel, next }: { channel: Channel; next: Channel | null }) => {
  const save = useSetWait(channel.id);
  const name = CHANNEL_NAME[channel.type];
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-ui">
      Waits
      <DurationField
        label={`How long a question waits on ${name}`}
        ms={channel.waitMs}
        min={MIN_WAIT_MS}
        max={MAX_WAIT_MS}
        units={WAIT_UNITS}
        onChange={(waitMs) => save.mutate(waitMs)}
      />
      <span className="text-muted-foreground">
        {next ? `then goes on to ${CHANNEL_NAME[next.type]}` : 'then stays in your inbox'}
      </span>
      <SavedMark saving={save} />
    </p>
  );
};

/** One address: what it is, how it does, how long it is waited on, and what can be done with it. */
export const ChannelRow = ({
  channel,
  connected,
  isNew,
  first,
  last,
  next,
  onMove,
  onRemove,
}: {
  channel: Channel;
  connected: boolean;
  /** Just added here: the code is asked for at once. */
  isNew: boolean;
  first: boolean;
  last: boolean;
  /** Where a question goes on from here. */
  next: Channel | null;
  onMove: (step: -1 | 1) => void;
  onRemove: () => void;
}): ReactNode => {
  const name = CHANNEL_NAME[channel.type];
  const state = stateOf(channel, connected);
  const test = useTryChannel(channel.id, 'test');
  const verified = channel.status !== 'UNVERIFIED';
  const web = channel.type === 'WEB';
  const onKey = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    onMove(event.key === 'ArrowUp' ? -1 : 1);
  };
  return (
    <li className="flex gap-2 border-b py-3.5 last:border-0" onKeyDown={onKey}>
      <div className="-ml-1.5 flex shrink-0 flex-col">
        <Move up name={name} able={!first} onMove={() => onMove(-1)} />
        <Move up={false} name={name} able={!last} onMove={() => onMove(1)} />
      </div>
      <div className="grid min-w-0 flex-1 content-center gap-2 [&>*]:min-w-0">
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-0.5">
          <ChannelIcon channel={channel.type} className="size-4 shrink-0 text-muted-foreground" />
          <h3 className="font-medium">{name}</h3>
          <span className="min-w-0 text-muted-foreground text-ui [overflow-wrap:anywhere]">
            {web ? 'In this app' : channelName(channel)}
          </span>
          <span className="ml-auto">
            <ChannelStatus tone={state.tone}>{state.word}</ChannelStatus>
          </span>
        </div>
        {state.explanation && <p className="text-pretty text-muted-foreground text-ui">{state.explanation}</p>}
        {!verified && connected && <CodeEntry channel={channel} autoFocus={isNew} />}
        {verified && <Wait channel={channel} next={next} />}
        {!web && (
          <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-muted-foreground text-xs">
            {verified && connected && <TestButton test={test} />}
            <Remove channel={channel} onRemove={onRemove} />
            <TestResult test={test} name={name} />
          </div>
        )}
      </div>
    </li>
  );
};
