import type { AccessToken } from '@parley/contracts';
import { useState } from 'react';
import { AskOnceMore } from '@/components/ask-once-more';
import { CopyField } from '@/components/copy-field';
import { ErrorState } from '@/components/layout/error-state';
import { Section } from '@/components/layout/section';
import { Time } from '@/components/time';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import { VisibleText } from '@/components/visible-text';
import { messageOf } from '@/lib/api-error';
import { timeWithDay } from '@/lib/dates';
import { useNow } from '@/lib/use-now';
import { useAccessTokens, useCreateToken, useRevokeToken } from '../api/account';
import { CreateToken } from './create-token';

const Row = ({ token }: { token: AccessToken }) => {
  const [asking, setAsking] = useState(false);
  const revoke = useRevokeToken(token.id);
  const over = Date.parse(token.expiresAt) <= useNow(30_000);
  return (
    <li className="grid gap-2 border-b py-3 last:border-0 [&>*]:min-w-0">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <div className="min-w-0">
          <p className="break-words text-ui">
            <VisibleText text={token.name} />
          </p>
          <p className="text-muted-foreground text-xs">
            {over ? 'ended' : 'ends'} <Time at={token.expiresAt} format={timeWithDay} /> ·{' '}
            {token.lastUsedAt ? (
              <>
                last used <Time at={token.lastUsedAt} format={timeWithDay} />
              </>
            ) : (
              'never used'
            )}
          </p>
        </div>
        {!asking && (
          <Button size="sm" variant="ghost" aria-label={`Revoke ${token.name}`} onClick={() => setAsking(true)}>
            Revoke
          </Button>
        )}
      </div>
      {asking && (
        <AskOnceMore
          label={`Revoke ${token.name}?`}
          yes="Revoke it"
          busy={revoke.isPending}
          problem={revoke.isError ? `Not revoked. ${messageOf(revoke.error)}` : null}
          onYes={() => revoke.mutate()}
          onNo={() => setAsking(false)}
        >
          Whatever uses it stops working at once.
        </AskOnceMore>
      )}
    </li>
  );
};

/** What programs come in with, in the person's name. */
export const AccessTokens = () => {
  const tokens = useAccessTokens();
  const create = useCreateToken();
  const [open, setOpen] = useState(false);
  return (
    <Section
      title="Access tokens"
      lead="For programs that act in your name: the REST interface, MCP and A2A."
      action={
        !open && (
          <Button
            onClick={() => {
              create.reset();
              setOpen(true);
            }}
          >
            New token
          </Button>
        )
      }
    >
      {open && <CreateToken create={create} onLeave={() => setOpen(false)} />}
      {create.data && !open && (
        <CopyField
          label={`Token “${create.data.name}”`}
          hint="Shown only now: copy it. It is as good as your password for what programs may do."
          value={create.data.token}
        />
      )}
      {tokens.isPending && <Skeleton className="h-16 rounded-lg" />}
      {tokens.isError && !tokens.data && (
        <ErrorState
          title="Your tokens could not be loaded"
          error={tokens.error}
          onRetry={() => void tokens.refetch()}
        />
      )}
      {tokens.data && tokens.data.length === 0 && <p className="text-muted-foreground text-ui">There is none.</p>}
      {tokens.data && tokens.data.length > 0 && (
        <ul aria-label="Access tokens" className="border-y">
          {tokens.data.map((token) => (
            <Row key={token.id} token={token} />
          ))}
        </ul>
      )}
    </Section>
  );
};
