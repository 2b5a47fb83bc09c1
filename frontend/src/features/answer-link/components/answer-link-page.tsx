import { LinkIcon } from 'lucide-react';
import { EmptyState } from '@/components/layout/empty-state';
import { ErrorState } from '@/components/layout/error-state';
import { Skeleton } from '@/components/ui/skeleton';
import { ApiError } from '@/lib/api-error';
import { useAuthState } from '@/lib/use-auth-state';
import { useAnswerLink, usePress } from '../api/answer-link';
import { chosenIn } from '../describe-link';
import { AnsweredHere, ClosedLink } from './closed-link';
import { LinkCard, LinkFrame } from './link-frame';
import { OpenLink } from './open-link';

const Loading = ({ unreachable }: { unreachable: boolean }) => (
  <LinkFrame busy>
    <LinkCard>
      <h1 className="sr-only">Confirm your answer</h1>
      {unreachable && (
        <p role="status" className="text-muted-foreground text-ui">
          Parley cannot be reached. Trying again…
        </p>
      )}
      <Skeleton className="h-3.5 w-40" />
      <Skeleton className="h-5 w-3/4" />
      <Skeleton className="h-24" />
      <Skeleton className="h-10 w-44" />
    </LinkCard>
  </LinkFrame>
);

const Unknown = () => (
  <LinkFrame>
    <h1 className="sr-only">Confirm your answer</h1>
    <LinkCard>
      <EmptyState icon={<LinkIcon />} title="This link leads nowhere">
        It may be cut off, or the address it was sent to is no longer used here. What waits for you is also in your
        inbox in the web app.
      </EmptyState>
    </LinkCard>
  </LinkFrame>
);

/**
 * What a button in a mail leads to (EML-5): nothing happens until somebody presses here, and nobody is asked to sign in who
 * need not.
 */
export const AnswerLinkPage = ({ token, choose }: { token: string; choose: string | null }) => {
  const auth = useAuthState();
  const look = useAnswerLink(token, auth);
  const press = usePress(token);
  const link = look.data;

  if (press.data?.counted && press.data.link.state === 'ENDED')
    return (
      <LinkFrame>
        <AnsweredHere link={press.data.link} />
      </LinkFrame>
    );
  if (look.error instanceof ApiError && look.error.status === 404) return <Unknown />;
  if (!link && look.error)
    return (
      <LinkFrame>
        <h1 className="sr-only">Confirm your answer</h1>
        <LinkCard>
          <ErrorState error={look.error} title="The question could not be loaded" onRetry={() => void look.refetch()} />
        </LinkCard>
      </LinkFrame>
    );
  if (!link) return <Loading unreachable={auth === 'unreachable' || look.failureCount > 1} />;
  return (
    <LinkFrame>
      {link.state === 'OPEN' ? (
        <OpenLink link={link} chosen={chosenIn(choose, link.controls.length)} press={press} />
      ) : (
        <ClosedLink link={link} missed={press.data?.counted === false} />
      )}
    </LinkFrame>
  );
};
