import { Paperclip } from 'lucide-react';
import { Avatar, cx } from '#kit/page';
import type { OpenedMail } from '../data/types';
import { useWorld } from '../data/world';
import { addressesOf, senderOf, withoutPlus } from '../lib/addresses';
import { dayAndTime, wholeMoment } from '../lib/moment';

const readersOf = ({ to, cc }: OpenedMail, me: string): string => {
  const names = addressesOf([to, cc].filter(Boolean).join(', ')).map(({ name, address }) =>
    withoutPlus(address) === me ? 'me' : name,
  );
  return names.length === 0 ? 'nobody named' : names.join(', ');
};

interface Props {
  mail: OpenedMail;
  isOpen: boolean;
  onToggle: () => void;
}

/** Who wrote it, to whom and when; opens and folds the mail. */
export function MailHead({ mail, isOpen, onToggle }: Props) {
  const { me } = useWorld();
  const { name, address } = senderOf(mail);
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      onClick={onToggle}
      className="-mx-2 flex w-[calc(100%+1rem)] items-start gap-3 rounded-lg px-2 py-2 text-left hover:bg-hover"
    >
      <Avatar id={withoutPlus(address)} name={name} size={34} />
      <span className="min-w-0 grow">
        <span className="flex items-baseline gap-x-2 max-sm:flex-wrap">
          <span className="truncate font-semibold">{name}</span>
          {name !== address && <span className="min-w-0 truncate text-ui text-quiet max-sm:hidden">{address}</span>}
          {mail.attachments > 0 && !isOpen && (
            <Paperclip className="size-3.5 shrink-0 self-center text-quiet" role="img" aria-label="with a file" />
          )}
          <time
            dateTime={new Date(mail.date).toISOString()}
            title={wholeMoment(mail.date)}
            className="ml-auto shrink-0 text-ui text-quiet tabular-nums"
          >
            {dayAndTime(mail.date, Date.now())}
          </time>
        </span>
        <span className={cx('block text-ui text-quiet', isOpen ? '[overflow-wrap:anywhere]' : 'truncate')}>
          {isOpen ? `to ${readersOf(mail, me.email)}` : mail.snippet}
        </span>
      </span>
    </button>
  );
}
