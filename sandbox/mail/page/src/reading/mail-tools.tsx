import { Ellipsis, Forward, Reply, ReplyAll } from 'lucide-react';
import { useState } from 'react';
import { act, Button, IconButton, Menu, say, wordsOf } from '#kit/page';
import type { AutomaticKind } from '../../../model';
import type { OpenedMail } from '../data/types';
import { useWorld } from '../data/world';
import type { AnswerKind } from '../writing/answer';
import { ClickedLinks } from './clicked-links';

const AUTOMATIC: readonly { kind: AutomaticKind; label: string; note: string }[] = [
  { kind: 'read-receipt', label: 'Send a read receipt', note: 'As some programs do by themselves' },
  { kind: 'calendar-reply', label: 'Accept as a calendar does', note: '“Accepted: …”' },
  { kind: 'challenge', label: 'Ask back as a spam filter does', note: '“Please confirm your message”' },
];

const ANSWERS = [
  { kind: 'reply', name: 'Reply', Icon: Reply },
  { kind: 'reply-all', name: 'Reply to all', Icon: ReplyAll },
  { kind: 'forward', name: 'Forward', Icon: Forward },
] as const;

interface Props {
  mail: OpenedMail;
  /** Answers stand below the last mail; those to an earlier one in its menu. */
  isLast: boolean;
  onAnswer: (kind: AnswerKind) => void;
}

/** What one can do with a mail, and what one's programs do with it by themselves. */
export function MailTools({ mail, isLast, onAnswer }: Props) {
  const { me } = useWorld();
  const [isScanned, setScanned] = useState(false);
  const { id } = mail;
  const automatic = (kind: AutomaticKind, label: string) =>
    void act('automatic', me.email, { id, kind }).then(
      () => say(`Done: ${label.toLowerCase()}`),
      (error) => say(wordsOf(error)),
    );
  const answers = ANSWERS.map(({ kind, name }) => ({ key: kind, label: name, onSelect: () => onAnswer(kind) }));
  const items = [
    ...(isLast ? [] : answers),
    {
      key: 'links',
      label: 'Click every link as a scanner does',
      note: 'Some programs do so before one reads',
      onSelect: () => setScanned(true),
    },
    ...AUTOMATIC.map(({ kind, label, note }) => ({ key: kind, label, note, onSelect: () => automatic(kind, label) })),
  ];
  return (
    <div className="flex flex-wrap items-center gap-2 pb-4">
      {isLast &&
        ANSWERS.map(({ kind, name, Icon }) => (
          <Button key={kind} onClick={() => onAnswer(kind)}>
            <Icon className="size-4 max-sm:hidden" aria-hidden />
            {name}
          </Button>
        ))}
      <Menu
        name="More with this mail"
        items={items}
        trigger={(trigger) => (
          <IconButton {...trigger} name="More" aria-haspopup="menu">
            <Ellipsis className="size-4" aria-hidden />
          </IconButton>
        )}
      />
      {isScanned && <ClickedLinks as={me.email} id={id} onClose={() => setScanned(false)} />}
    </div>
  );
}
