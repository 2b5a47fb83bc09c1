import type { Channel } from '@parley/contracts';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Spinner } from '@/components/ui/spinner';
import { ApiError, messageOf } from '@/lib/api-error';
import { useTryChannel, useVerifyChannel } from '../api/channels';
import { channelName } from '../describe-channel';

const LENGTH = 6;

const Again = ({ id, address }: { id: string; address: string }) => {
  const again = useTryChannel(id, 'code');
  const failed = again.isError ? messageOf(again.error) : again.data?.ok === false ? again.data.problem : null;
  return (
    <span className="flex flex-wrap items-center gap-x-3 text-xs">
      <button type="button" className="quiet-action" disabled={again.isPending} onClick={() => again.mutate()}>
        {again.isPending ? 'Sending…' : 'Send another code'}
      </button>
      <span role="status" className="text-muted-foreground empty:hidden">
        {again.data?.ok && `Sent to ${address}. Only the newest code counts.`}
      </span>
      {(failed || again.data?.ok === false) && (
        <span role="alert" className="text-danger-text">
          {failed ?? 'The code could not be sent.'}
        </span>
      )}
    </span>
  );
};

/** Six digits prove that the address is the person's. */
export const CodeEntry = ({ channel, autoFocus }: { channel: Channel; autoFocus: boolean }) => {
  const [code, setCode] = useState('');
  const verify = useVerifyChannel(channel.id);
  const send = (digits: string) => {
    // Enter after the last digit: the same code once more would only cost a try.
    const refused = verify.error instanceof ApiError && verify.variables === digits;
    if (digits.length === LENGTH && !verify.isPending && !refused) verify.mutate(digits);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send(code);
  };
  return (
    <div className="grid gap-1.5">
      <form onSubmit={submit} className="flex flex-wrap items-end gap-2">
        <Field
          label={`Code sent to ${channelName(channel)}`}
          error={verify.isError ? messageOf(verify.error) : undefined}
        >
          {(control) => (
            <Input
              {...control}
              autoFocus={autoFocus}
              inputMode="numeric"
              autoComplete="one-time-code"
              placeholder="000000"
              className="w-32 font-mono tracking-[0.2em]"
              value={code}
              onChange={(event) => {
                const digits = event.target.value.replace(/\D/g, '').slice(0, LENGTH);
                setCode(digits);
                // Pasted or typed to the end: nothing is left to say.
                if (digits !== code) send(digits);
              }}
            />
          )}
        </Field>
        {!verify.isError && (
          <Button
            type="submit"
            className="h-9 pointer-coarse:h-11"
            disabled={code.length !== LENGTH || verify.isPending}
          >
            {verify.isPending && <Spinner />} Verify
          </Button>
        )}
      </form>
      <Again id={channel.id} address={channelName(channel)} />
    </div>
  );
};
