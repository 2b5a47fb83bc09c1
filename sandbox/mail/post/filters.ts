import { type Header, headerOf } from '../mime/headers.js';
import type { Filter, Mailbox } from '../model.js';

const LABELS: Readonly<Record<Filter['action'], readonly string[]>> = {
  archive: ['UNREAD'],
  spam: ['SPAM', 'UNREAD'],
  trash: ['TRASH', 'UNREAD'],
};

const fits = ({ from, to, subject }: Filter, headers: readonly Header[]): boolean => {
  const has = (name: string, wanted = '') =>
    (headerOf(headers, name) ?? '').toLowerCase().includes(wanted.toLowerCase());
  return has('From', from) && (has('To', to) || has('Delivered-To', to)) && has('Subject', subject);
};

/** Where a mail that arrives is put; the first filter that fits says it. */
export const labelsByFilter = ({ filters }: Mailbox, headers: readonly Header[]): readonly string[] => {
  const filter = filters.find((entry) => fits(entry, headers));
  return filter ? LABELS[filter.action] : ['INBOX', 'UNREAD'];
};
