import type { ReactNode } from 'react';
import type { OpenedMail } from '../data/types';
import { senderOf } from '../lib/addresses';
import { Attachments } from './attachments';
import { MailBody } from './mail-body';
import { MailHead } from './mail-head';

interface Props {
  mail: OpenedMail;
  isOpen: boolean;
  onToggle: () => void;
  /** What one can do with it, and the answer that is being written. */
  children: ReactNode;
}

/** One mail of a conversation, opened or folded. */
export function MailView({ mail, isOpen, onToggle, children }: Props) {
  return (
    <article
      aria-label={`From ${senderOf(mail).name}, ${mail.subject || '(no subject)'}`}
      data-id={mail.id}
      className="border-t px-6 py-1.5 first:border-t-0 max-sm:px-4"
    >
      <MailHead mail={mail} isOpen={isOpen} onToggle={onToggle} />
      {isOpen && (
        <div className="sm:pl-[2.875rem]">
          <MailBody mail={mail} />
          <Attachments files={mail.files} />
          {children}
        </div>
      )}
    </article>
  );
}
