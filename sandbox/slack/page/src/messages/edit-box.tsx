import { type KeyboardEvent, useState } from 'react';
import { act, Button, Warning, wordsOf } from '#kit/page';
import type { AnyMessage } from '../data/types';
import { useWorld } from '../data/world';
import { unescaped } from '../lib/entities';
import { typedAgain } from '../lib/rich-text';

interface Props {
  channel: string;
  message: AnyMessage;
  onDone: () => void;
}

export function EditBox({ channel, message, onDone }: Props) {
  const { me, nameOf, channelName } = useWorld();
  const [text, setText] = useState(
    () =>
      typedAgain(message.blocks, (kind, id) => (kind === 'user' ? nameOf(id) : channelName(id))) ??
      unescaped(message.text),
  );
  const [problem, setProblem] = useState<string>();
  const save = () =>
    act('edit', me.id, { channel, ts: message.ts, text: text.trim() }).then(onDone, (error) =>
      setProblem(wordsOf(error)),
    );
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onDone();
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void save();
  };
  return (
    <div className="flex flex-col gap-2 py-1">
      <textarea
        aria-label="Edit message"
        // biome-ignore lint/a11y/noAutofocus: whoever asked to edit writes next
        autoFocus
        value={text}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={onKeyDown}
        className="field max-h-60 resize-none [field-sizing:content]"
      />
      {problem && <Warning>{problem}</Warning>}
      <div className="flex gap-2">
        <Button onClick={onDone}>Cancel</Button>
        <Button tone="primary" disabled={text.trim() === ''} onClick={() => void save()}>
          Save
        </Button>
      </div>
    </div>
  );
}
