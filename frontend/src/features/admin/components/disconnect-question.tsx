import type { Integration } from '@parley/contracts';
import { Button } from '@/components/ui/button';
import { Spinner } from '@/components/ui/spinner';
import { messageOf } from '@/lib/api-error';
import { focusNow } from '@/lib/focus-now';
import type { useDisconnect } from '../api/integrations';
import { disconnectWarning } from '../describe-integration';

/** Takes the place of the buttons: nothing is lost before it was asked once more. */
export const DisconnectQuestion = ({
  integration,
  disconnect,
  onKeep,
  onGone,
}: {
  integration: Integration;
  disconnect: ReturnType<typeof useDisconnect>;
  onKeep: () => void;
  onGone: () => void;
}) => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form; this is a question with two buttons.
  <div role="group" aria-label={`Disconnect ${integration.name}?`} className="grid gap-2">
    <p className="text-pretty break-words text-ui">{disconnectWarning(integration)}</p>
    <div className="flex flex-wrap gap-2">
      <Button
        size="sm"
        variant="danger"
        ref={focusNow}
        disabled={disconnect.isPending}
        onClick={() => disconnect.mutate(undefined, { onSuccess: onGone })}
      >
        {disconnect.isPending && <Spinner />} Disconnect it
      </Button>
      <Button size="sm" variant="ghost" disabled={disconnect.isPending} onClick={onKeep}>
        Keep
      </Button>
    </div>
    {disconnect.isError && (
      <p role="alert" className="break-words text-danger-text text-xs">
        Not disconnected. {messageOf(disconnect.error)}
      </p>
    )}
  </div>
);
