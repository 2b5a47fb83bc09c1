import { describe, expect, it } from 'vitest';
import type { Summary } from '../data/types';
import { conversationsIn, folderOf, unreadIn } from './conversations';

const ME = 'mira@acme.example';
const PARLEY = 'Parley <parley+abc@acme.example>';
const mail = (id: string, threadId: string, labels: string, more: Partial<Summary> = {}): Summary => ({
  ...{ id, threadId, labelIds: labels.split(' '), from: PARLEY, to: ME, subject: 'Launch', snippet: id },
  ...{ date: Number(id), attachments: 0, ...more },
});
const mine = { from: `Mira Okafor <${ME}>`, to: PARLEY, subject: 'Re: Launch' };

// The newest first.
const mails = [
  mail('6', 'c', 'SPAM UNREAD', { from: 'Eve <eve@elsewhere.example>', subject: '' }),
  mail('5', 'a', 'SENT', mine),
  mail('4', 'b', 'INBOX UNREAD', { from: 'Noa Lindqvist <noa@acme.example>', subject: 'Lunch', attachments: 1 }),
  mail('3', 'a', 'TRASH', { subject: 'Re: Launch' }),
  mail('2', 'a', 'INBOX UNREAD', { subject: 'Re: Launch' }),
  mail('1', 'a', 'INBOX', { from: 'Noa Lindqvist <noa@acme.example>' }),
];
const inFolder = (label: string) => conversationsIn(folderOf(label), mails, ME);

describe('the list', () => {
  it('shows the conversations of a folder by their newest mail in it, with all that belongs to them', () => {
    expect(inFolder('INBOX')).toMatchObject([
      { threadId: 'b', who: 'Noa Lindqvist', subject: 'Lunch', count: 1, isUnread: true, hasFiles: true },
      {
        threadId: 'a',
        who: 'Noa, Parley, me',
        subject: 'Launch',
        snippet: '5',
        count: 3,
        isUnread: true,
        hasFiles: false,
      },
    ]);
  });

  it('says in Sent to whom', () => {
    expect(inFolder('SENT')).toMatchObject([{ threadId: 'a', who: 'To: Parley', isUnread: false }]);
  });

  it('keeps spam and trash apart from all the rest', () => {
    expect(inFolder('ALL').map(({ threadId }) => threadId)).toEqual(['a', 'b']);
    expect(inFolder('SPAM')).toMatchObject([{ threadId: 'c', who: 'Eve', subject: '(no subject)' }]);
    expect(inFolder('TRASH')).toMatchObject([{ threadId: 'a', count: 1, snippet: '3' }]);
  });

  it('counts what is unread, and takes an unknown folder for the inbox', () => {
    expect(['INBOX', 'SENT', 'SPAM', 'ALL'].map((label) => unreadIn(folderOf(label), mails))).toEqual([2, 0, 1, 2]);
    expect(folderOf('KITCHEN')).toBe('INBOX');
  });
});
