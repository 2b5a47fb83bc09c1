import { ArrowLeft } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type Change, IconButton, useLive } from '#kit/page';
import { go, usePlace } from '../data/place';
import type { OpenedMail, ThreadState } from '../data/types';
import { useWorld } from '../data/world';
import { folderOf, isShownIn } from '../list/conversations';
import { type AnswerKind, draftPlace } from '../writing/answer';
import { Composer } from '../writing/composer';
import { ConversationTools } from './conversation-tools';
import { MailTools } from './mail-tools';
import { MailView } from './mail-view';
import { useOpened } from './use-opened';

interface Answering {
  kind: AnswerKind;
  id: string;
}

/** Opens where there is something new. */
const useStart = (mails: readonly OpenedMail[], isOpen: (mail: OpenedMail) => boolean) => {
  const box = useRef<HTMLDivElement>(null);
  const isDone = useRef(false);
  useEffect(() => {
    if (isDone.current || mails.length === 0) return;
    isDone.current = true;
    const first = mails.find(isOpen);
    if (first && first !== mails[0]) box.current?.querySelector(`[data-id="${first.id}"]`)?.scrollIntoView();
  });
  return box;
};

/** A conversation, with all of its mails. */
export function ConversationView({ thread }: { thread: string }) {
  const { label } = usePlace();
  const { me, reload: reloadList } = useWorld();
  const folder = folderOf(label);
  const concerns = useCallback(
    (change: Change) => change === null || change.mailboxes?.includes(me.email) === true,
    [me.email],
  );
  const { data, problem, reload } = useLive<ThreadState>(
    `thread?${new URLSearchParams({ as: me.email, thread })}`,
    concerns,
  );
  const mails = useMemo(() => (data?.messages ?? []).filter((mail) => isShownIn(folder, mail)), [data, folder]);
  const { isOpen, toggle } = useOpened(me.email, mails);
  const [answering, setAnswering] = useState<Answering>();
  const box = useStart(mails, isOpen);
  const sent = () => {
    setAnswering(undefined);
    reload();
    reloadList();
  };
  if (data && mails.length === 0)
    return <p className="m-auto p-6 text-quiet">This conversation is not here any more.</p>;
  if (!data) return <p className="m-auto p-6 text-quiet">{problem ?? 'Opening …'}</p>;
  const subject = mails[0]?.subject || '(no subject)';
  return (
    <section aria-label="Conversation" className="flex min-h-0 min-w-0 grow flex-col">
      <div className="flex min-h-14 shrink-0 items-center gap-2 border-b px-6 max-sm:px-2">
        <IconButton name="Back" className="lg:hidden" onClick={() => go({ thread: null })}>
          <ArrowLeft className="size-5" aria-hidden />
        </IconButton>
        <h2 className="min-w-0 truncate text-lg font-bold max-sm:hidden" title={subject}>
          {subject}
        </h2>
        <span className="grow" />
        <ConversationTools mails={mails} folder={folder} />
      </div>
      <div ref={box} className="scroll-thin min-h-0 grow overflow-y-auto pb-6">
        <h2 className="px-4 pt-4 pb-1 text-lg leading-6 font-bold sm:hidden">{subject}</h2>
        {mails.map((mail) => (
          <MailView key={mail.id} mail={mail} isOpen={isOpen(mail)} onToggle={() => toggle(mail)}>
            {answering?.id === mail.id ? (
              <Composer
                key={draftPlace(answering.kind, me.email, mail)}
                kind={answering.kind}
                mail={mail}
                onSent={sent}
                onClose={() => setAnswering(undefined)}
              />
            ) : (
              <MailTools
                mail={mail}
                isLast={mail === mails.at(-1)}
                onAnswer={(kind) => setAnswering({ kind, id: mail.id })}
              />
            )}
          </MailView>
        ))}
      </div>
    </section>
  );
}
