import { Paperclip, SendHorizontal } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { act, IconButton, Warning, wordsOf } from '#kit/page';
import { useWorld } from '../data/world';
import { CommandHint } from './command-hint';
import { draftOf, keepDraft } from './drafts';
import { useSend } from './use-send';

interface Props {
  /** "Message #general" */
  name: string;
  channel: string;
  thread?: string | null;
}

/** Where one writes: Enter sends, Shift and Enter begin a new line. */
export function Composer({ name, channel, thread = null }: Props) {
  const { me } = useWorld();
  const place = `${me.id}/${channel}/${thread ?? ''}`;
  const [text, setText] = useState(() => draftOf(place));
  const [broadcast, setBroadcast] = useState(false);
  const [problem, setProblem] = useState<string>();
  const box = useRef<HTMLTextAreaElement>(null);
  const file = useRef<HTMLInputElement>(null);
  const send = useSend(channel, thread);
  useEffect(() => keepDraft(place, text), [place, text]);

  const submit = async () => {
    const typed = text.trim();
    if (typed === '') return;
    setText('');
    setProblem(undefined);
    const wrong = await send(typed, broadcast);
    setProblem(wrong);
    if (wrong !== undefined) setText((now) => now || typed);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void submit();
  };
  const upload = (fileName: string) => {
    const body = { channel, name: fileName, text: text.trim(), ...(thread && { threadTs: thread }) };
    act('upload', me.id, body).then(
      () => setText(''),
      (error) => setProblem(wordsOf(error)),
    );
  };

  return (
    <div className="shrink-0 px-5 pb-4 max-sm:px-3 max-sm:pb-3">
      {problem && (
        <div className="pb-1.5">
          <Warning>{problem}</Warning>
        </div>
      )}
      <CommandHint
        text={text}
        isThread={thread !== null}
        onChoose={(command) => {
          setText(`${command} `);
          box.current?.focus();
        }}
      />
      <div className="flex items-end gap-1 rounded-lg border border-edge bg-raised p-1 focus-within:outline-2 focus-within:outline-ring">
        <input
          ref={file}
          type="file"
          hidden
          aria-label="File to attach"
          onChange={({ target }) => {
            const [chosen] = target.files ?? [];
            if (chosen) upload(chosen.name);
            target.value = '';
          }}
        />
        <IconButton name="Attach a file" onClick={() => file.current?.click()}>
          <Paperclip className="size-4" aria-hidden />
        </IconButton>
        <textarea
          ref={box}
          aria-label={name}
          placeholder={name}
          rows={1}
          value={text}
          onChange={({ target }) => setText(target.value)}
          onKeyDown={onKeyDown}
          className="max-h-48 min-h-8 min-w-0 grow resize-none bg-transparent px-1 py-1 text-body outline-none pointer-coarse:py-2.5 [field-sizing:content]"
        />
        <IconButton
          name="Send"
          disabled={text.trim() === ''}
          onClick={() => void submit()}
          className="enabled:bg-accent enabled:text-white enabled:hover:bg-accent-hover enabled:hover:text-white"
        >
          <SendHorizontal className="size-4" aria-hidden />
        </IconButton>
      </div>
      {thread !== null && (
        <label className="flex items-center gap-2 pt-1.5 text-ui text-quiet">
          <input
            type="checkbox"
            checked={broadcast}
            onChange={({ target }) => setBroadcast(target.checked)}
            className="size-4 accent-accent"
          />
          Also send to the channel
        </label>
      )}
    </div>
  );
}
