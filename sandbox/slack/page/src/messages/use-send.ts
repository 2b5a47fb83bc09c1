import { act, wordsOf } from '#kit/page';
import { useWorld } from '../data/world';

type CommandOutcome = { ok: true } | { ok: false; error: string };

const COMMAND = /^(\/[a-z][\w-]*)(?:\s+([\s\S]*))?$/;

/** Sends what was typed: a message, or a command when it starts with a slash. Gives back what went wrong. */
export const useSend = (channel: string, thread: string | null) => {
  const { me } = useWorld();
  return async (text: string, broadcast: boolean): Promise<string | undefined> => {
    const [, command, rest = ''] = COMMAND.exec(text) ?? [];
    try {
      if (command === undefined) {
        await act('say', me.id, { channel, text, ...(thread && { threadTs: thread, broadcast }) });
        return undefined;
      }
      if (thread) return `${command} is not supported in threads. Sorry!`;
      const outcome = await act<CommandOutcome>('command', me.id, { command, text: rest, channel });
      return outcome.ok ? undefined : outcome.error;
    } catch (error) {
      return wordsOf(error);
    }
  };
};
