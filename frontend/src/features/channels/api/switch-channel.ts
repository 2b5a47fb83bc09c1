import type { PreferredChannel, Session, SwitchedChannel } from '@parley/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api';
import { messageOf } from '@/lib/api-error';
import { toast } from '@/lib/toast';
import { switchedText } from '../describe-channel';

/** Where the session goes on (FB-8): the choice shows at once, and goes back when it is refused. */
export const useSwitchChannel = (session: Session) => {
  const client = useQueryClient();
  const mutation = useMutation({
    scope: { id: `switch ${session.id}` },
    mutationFn: (channel: PreferredChannel) =>
      api<SwitchedChannel>(`/api/sessions/${session.id}/channel`, { method: 'PUT', body: { channel } }),
    onSuccess: ({ session: { preferredChannel }, moved }) => {
      // The conversation has a line of its own about the switch; what moved is worth a word wherever one looks.
      if (moved > 0) toast.message(switchedText(preferredChannel, moved));
      void client.invalidateQueries({ queryKey: ['deliveries', session.id] });
    },
    onError: (error) => toast.error(`The channel was not switched. ${messageOf(error)}`),
  });
  // The reply may be ahead of the event that tells the same.
  const answered = mutation.data?.session;
  const known = answered && answered.lastSeq > session.lastSeq ? answered : session;
  const shown = mutation.isPending ? mutation.variables : known.preferredChannel;
  return { shown, switchTo: mutation.mutate };
};
