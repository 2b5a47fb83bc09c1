import { useCallback } from 'react';
import { useNavigate } from 'react-router-dom';
import { outboxOf } from '@/features/conversation';
import { useCreateSession } from '@/features/sessions';
import { messageOf } from '@/lib/api-error';
import { toast } from '@/lib/toast';

/** Creates a session, says the first thing if there is one, and goes there. */
export const useStartSession = () => {
  const { mutateAsync, isPending } = useCreateSession();
  const navigate = useNavigate();
  const start = useCallback(
    async (agent?: string, prompt?: string) => {
      try {
        const session = await mutateAsync(agent);
        if (prompt) outboxOf(session.id).add(prompt);
        navigate(`/sessions/${session.id}`);
      } catch (error) {
        toast.error(messageOf(error));
      }
    },
    [mutateAsync, navigate],
  );
  return { start, starting: isPending };
};
