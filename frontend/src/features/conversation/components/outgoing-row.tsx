import { memo } from 'react';
import { Button } from '@/components/ui/button';
import { useNow } from '@/lib/use-now';
import type { OutgoingMessage } from '../outgoing-message';
import { Row } from './message-row';
import { PlainText } from './plain-text';

const Waiting = ({ retryAt }: { retryAt: number }) => {
  const now = useNow(1_000);
  return <>Many messages at once: this one goes out in {Math.max(1, Math.ceil((retryAt - now) / 1_000))} s.</>;
};

/** A message on its way: it shows at once, quietly, and says what holds it up. */
export const OutgoingRow = memo(
  ({
    message,
    grouped,
    author,
    lineDown,
    onRetry,
    onRemove,
  }: {
    message: OutgoingMessage;
    grouped: boolean;
    author: string | undefined;
    lineDown: boolean;
    onRetry: (id: string) => void;
    onRemove: (id: string) => void;
  }) => (
    <Row name="You" initial={author} agent={false} grouped={grouped} time={null}>
      <div className={message.status === 'SENT' ? undefined : 'opacity-65'}>
        <PlainText text={message.text} />
      </div>
      {message.status === 'WAITING' && message.retryAt && (
        <p className="mt-0.5 text-muted-foreground text-xs">
          <Waiting retryAt={message.retryAt} />
        </p>
      )}
      {message.status === 'SENDING' && lineDown && (
        <p className="mt-0.5 text-muted-foreground text-xs">Kept here. It is sent as soon as the line is back.</p>
      )}
      {message.status === 'FAILED' && (
        <div role="alert" className="mt-0.5 flex flex-wrap items-center gap-2 text-danger-text text-xs">
          Not sent: {message.error}
          <Button size="sm" onClick={() => onRetry(message.id)}>
            Try again
          </Button>
          <Button size="sm" variant="ghost" onClick={() => onRemove(message.id)}>
            Discard
          </Button>
        </div>
      )}
    </Row>
  ),
);
OutgoingRow.displayName = 'OutgoingRow';
