import { Ellipsis, MessageSquareText, Pencil, SmilePlus, Trash2 } from 'lucide-react';
import { act, IconButton, Menu, Popover, say, useConfirm, wordsOf } from '#kit/page';
import { go } from '../data/place';
import type { AnyMessage } from '../data/types';
import { useWorld } from '../data/world';
import { ReactionPicker } from './reaction-picker';

interface Props {
  channel: string;
  message: AnyMessage;
  canReply: boolean;
  /** Only for one's own. */
  onEdit: (() => void) | undefined;
}

const ICON = 'size-4';

/** What one can do with a message: buttons on hover and focus, a menu where there is no hover. */
export function MessageTools({ channel, message, canReply, onEdit }: Props) {
  const { me } = useWorld();
  const ask = useConfirm();
  const { ts } = message;
  const remove = async () => {
    const text = 'This cannot be undone.';
    const yes = await ask({ title: 'Delete message', text, yes: 'Delete', no: 'Cancel', danger: true });
    if (yes) act('remove', me.id, { channel, ts }).catch((error) => say(wordsOf(error)));
  };
  const reply = {
    label: 'Reply in thread',
    Icon: MessageSquareText,
    onSelect: () => go({ channel, thread: message.thread_ts ?? ts }),
  };
  const own = [
    { label: 'Edit message', Icon: Pencil, onSelect: () => onEdit?.() },
    { label: 'Delete message', Icon: Trash2, onSelect: () => void remove() },
  ];
  const tools = [...(canReply ? [reply] : []), ...(onEdit ? own : [])];
  return (
    <>
      <div
        role="toolbar"
        aria-label="Message actions"
        className="absolute -top-3.5 right-4 flex rounded-lg border bg-raised p-0.5 opacity-0 shadow-xs group-focus-within/message:opacity-100 group-hover/message:opacity-100 has-[:popover-open]:opacity-100 pointer-coarse:hidden"
      >
        <Popover
          trigger={(trigger) => (
            <IconButton {...trigger} name="Add reaction">
              <SmilePlus className={ICON} aria-hidden />
            </IconButton>
          )}
        >
          {(close) => <ReactionPicker channel={channel} ts={ts} onDone={close} />}
        </Popover>
        {tools.map(({ label, Icon, onSelect }) => (
          <IconButton key={label} name={label} onClick={onSelect}>
            <Icon className={ICON} aria-hidden />
          </IconButton>
        ))}
      </div>
      {tools.length > 0 && (
        <div className="absolute top-0 right-1 hidden pointer-coarse:block">
          <Menu
            name="Message actions"
            items={tools.map(({ label, onSelect }) => ({ key: label, label, onSelect }))}
            trigger={(trigger) => (
              <IconButton {...trigger} name="Message actions" aria-haspopup="menu">
                <Ellipsis className={ICON} aria-hidden />
              </IconButton>
            )}
          />
        </div>
      )}
    </>
  );
}
