import { act, cx, say, wordsOf } from '#kit/page';
import type { AnyMessage } from '../data/types';
import { useWorld } from '../data/world';
import { emojiOf } from '../lib/emoji';

/** The reactions to a message; one that others gave can be joined. */
export function Reactions({ channel, message }: { channel: string; message: AnyMessage }) {
  const { me, nameOf } = useWorld();
  if (!message.reactions?.length) return null;
  return (
    <div className="flex flex-wrap gap-1 pt-1">
      {message.reactions.map(({ name, users, count }) => {
        const isOwn = users.includes(me.id);
        return (
          <button
            key={name}
            type="button"
            disabled={isOwn}
            title={`${users.map(nameOf).join(', ')} reacted with :${name}:`}
            aria-label={`${name}, ${count}`}
            onClick={() => act('react', me.id, { channel, ts: message.ts, name }).catch((error) => say(wordsOf(error)))}
            className={cx(
              'flex items-center gap-1 rounded-full border px-2 text-ui tabular-nums',
              isOwn ? 'border-accent bg-accent-soft' : 'bg-hover',
            )}
          >
            {emojiOf(name) ?? `:${name}:`} {count}
          </button>
        );
      })}
    </div>
  );
}
