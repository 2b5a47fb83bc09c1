import { act, say, wordsOf } from '#kit/page';
import { useWorld } from '../data/world';
import { emojiOf } from '../lib/emoji';

const OFFERED = ['+1', '-1', 'white_check_mark', 'eyes', 'tada', 'heart', 'thinking_face', 'pray'];

export function ReactionPicker({ channel, ts, onDone }: { channel: string; ts: string; onDone: () => void }) {
  const { me } = useWorld();
  const react = (name: string) => {
    onDone();
    act('react', me.id, { channel, ts, name }).catch((error) => say(wordsOf(error)));
  };
  return (
    <div className="flex gap-0.5">
      {OFFERED.map((name) => (
        <button
          key={name}
          type="button"
          aria-label={`React with ${name}`}
          onClick={() => react(name)}
          className="touch size-8 rounded-md text-lg hover:bg-hover"
        >
          {emojiOf(name)}
        </button>
      ))}
    </div>
  );
}
