import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { act, Button, Warning, wordsOf } from '#kit/page';
import type { OpenedMail } from '../data/types';
import { useWorld } from '../data/world';
import { draftOf, draftPlace, type Kind, keepDraft } from './answer';
import { AttachButton, Files } from './attach';
import type { ChosenFile } from './files';
import { AS_USUAL, bodyOf } from './how';
import { HowPopover } from './how-popover';
import { asksWhom, headingOf, NO_HEADING, Recipients } from './recipients';

export interface Sent {
  id: string;
  threadId: string;
}

interface Props {
  kind: Kind;
  /** What is answered or passed on. */
  mail?: OpenedMail;
  onSent: (sent: Sent) => void;
  onClose: () => void;
}

/** Where one writes: an answer, a mail passed on, or a new one. Control and Enter send. */
export function Composer({ kind, mail, onSent, onClose }: Props) {
  const { me } = useWorld();
  const place = draftPlace(kind, me.email, mail);
  const [text, setText] = useState(() => draftOf(place));
  const [heading, setHeading] = useState(NO_HEADING);
  const [how, setHow] = useState(AS_USUAL);
  const [files, setFiles] = useState<readonly ChosenFile[]>([]);
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => keepDraft(place, text), [place, text]);
  // Without braces its answer, which is a promise in newer browsers, would be taken for a clean-up.
  useEffect(() => {
    form.current?.scrollIntoView({ block: 'nearest' });
  }, []);

  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (isSending) return;
    setSending(true);
    setProblem(undefined);
    const body = {
      ...{ text, ...bodyOf(how), ...(mail && { id: mail.id }), ...headingOf(kind, heading) },
      attachments: files.map(({ key: _, ...file }) => file),
    };
    try {
      const sent = await act<Sent>(kind, me.email, body);
      keepDraft(place, '');
      onSent(sent);
    } catch (error) {
      setProblem(wordsOf(error));
      setSending(false);
    }
  };
  const discard = () => {
    keepDraft(place, '');
    onClose();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.current?.requestSubmit();
  };

  return (
    <form
      ref={form}
      aria-label={kind === 'write' ? 'New mail' : 'Answer'}
      onSubmit={(event) => void send(event)}
      className="mb-4 flex flex-col rounded-lg border border-edge bg-raised has-[:is(input,textarea):focus]:outline-2 has-[:is(input,textarea):focus]:outline-ring"
    >
      <Recipients kind={kind} mail={mail} heading={heading} onChange={setHeading} />
      <textarea
        aria-label="Your words"
        placeholder="Your words"
        // biome-ignore lint/a11y/noAutofocus: whoever asked to answer writes next
        autoFocus={!asksWhom(kind)}
        rows={kind === 'write' ? 10 : 4}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={onKeyDown}
        className="max-h-[50dvh] resize-none bg-transparent px-3 py-2.5 text-body outline-none [field-sizing:content]"
        style={{ minHeight: kind === 'write' ? '14rem' : '6rem' }}
      />
      <div className="flex flex-col gap-2 px-3 pb-3">
        {problem && <Warning>{problem}</Warning>}
        <Files files={files} onChange={setFiles} />
        <div className="flex items-center gap-1.5">
          <Button tone="primary" type="submit" disabled={isSending}>
            {isSending ? 'Sending …' : 'Send'}
          </Button>
          <AttachButton onChosen={(chosen) => setFiles((before) => [...before, ...chosen])} />
          <HowPopover how={how} isAnswer={kind !== 'write'} onChange={setHow} />
          <Button tone="quiet" className="ml-auto shrink-0" onClick={discard}>
            Discard
          </Button>
        </div>
      </div>
    </form>
  );
}
