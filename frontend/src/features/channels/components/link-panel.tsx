import type { ChannelLink } from '@parley/contracts';
import { type ReactNode, useEffect, useRef } from 'react';
import { ChannelIcon } from '@/components/channel-icon';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import { Spinner } from '@/components/ui/spinner';
import { messageOf } from '@/lib/api-error';
import { toast } from '@/lib/toast';
import { useConfirmLink, useLink } from '../api/links';

interface Props {
  token: string;
  /** Whose account this is. */
  account: { name: string; email: string };
  onDone: () => void;
}

const Panel = ({ title, children }: { title: string; children: ReactNode }) => {
  const heading = useRef<HTMLHeadingElement>(null);
  // Somebody came here for this, from Slack.
  useEffect(() => heading.current?.focus(), []);
  return (
    <section aria-labelledby="link-heading" className="grid gap-3 rounded-lg border bg-card p-4">
      <h2 id="link-heading" ref={heading} tabIndex={-1} className="flex items-center gap-2 font-semibold outline-none">
        <ChannelIcon channel="SLACK" className="size-4 shrink-0" /> {title}
      </h2>
      {children}
    </section>
  );
};

const Told = ({ title, text, onDone }: { title: string; text: string; onDone: () => void }) => (
  <Panel title={title}>
    <p role="alert" className="text-pretty text-ui">
      {text}
    </p>
    <div>
      <Button onClick={onDone}>Close</Button>
    </div>
  </Panel>
);

const Who = ({ term, name, detail }: { term: string; name: string; detail: string }) => (
  <div className="grid gap-0.5">
    <dt className="text-muted-foreground text-xs">{term}</dt>
    <dd className="break-words text-ui">
      <span className="font-medium">{name}</span> {detail}
    </dd>
  </div>
);

const Ask = ({ link, token, account, onDone }: Props & { link: ChannelLink }) => {
  const confirm = useConfirmLink(token);
  const done = () => {
    toast.message(`${link.name} in Slack is linked to your account.`);
    onDone();
  };
  const mail = link.email ? `${link.email}, ` : '';
  return (
    <Panel title="Link this Slack account?">
      <dl className="grid gap-3 sm:grid-cols-2">
        <Who term="In Slack" name={link.name} detail={`(${mail}${link.workspace})`} />
        <Who term="In Parley" name={account.name} detail={`(${account.email})`} />
      </dl>
      <p className="text-pretty text-muted-foreground text-ui">
        Your agents will ask you there, and what is written from there counts as yours. Link it only if it is your own:
        did you ask for this link in Slack yourself?
      </p>
      {confirm.isError && (
        <p role="alert" className="text-danger-text text-ui">
          {messageOf(confirm.error)}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button
          variant="primary"
          disabled={confirm.isPending}
          onClick={() => confirm.mutate(undefined, { onSuccess: done })}
        >
          {confirm.isPending && <Spinner />} Link it
        </Button>
        <Button variant="ghost" onClick={onDone}>
          Not now
        </Button>
      </div>
    </Panel>
  );
};

/** What a link from Slack leads to: whom it would join with whom, and the question whether it should (SLK-4). */
export const LinkPanel = (props: Props) => {
  const { token, onDone } = props;
  const link = useLink(token);
  if (link.isError) return <Told title="This link cannot be used" text={messageOf(link.error)} onDone={onDone} />;
  if (!link.data) return <Skeleton className="h-40 rounded-lg" />;
  const { state, name, workspace } = link.data;
  if (state === 'yours')
    return <Told title="Linked" text={`${name} in ${workspace} is linked to your account already.`} onDone={onDone} />;
  if (state === 'taken')
    return (
      <Told
        title="This link cannot be used"
        text={`Somebody else here is linked to ${name} in ${workspace} already. Sign in with that account, or ask an administrator.`}
        onDone={onDone}
      />
    );
  return <Ask {...props} link={link.data} />;
};
