import type { Header } from '../mime/headers.js';
import { withHeaders, withoutHeaders } from '../mime/headers.js';
import type { MailingList } from '../store/data.js';
import type { Envelope } from './envelope.js';

/** The same mail for each member, with what a list writes on it (RFC 2369, RFC 2919). */
export const viaList = (envelope: Envelope, list: MailingList): Envelope[] => {
  const [local = '', domain = ''] = list.address.split('@');
  const headers: Header[] = [
    { name: 'Precedence', value: 'list' },
    { name: 'Mailing-list', value: `list ${list.address}; contact ${local}+owners@${domain}` },
    { name: 'List-ID', value: `<${local}.${domain}>` },
    { name: 'List-Unsubscribe', value: `<mailto:${local}+unsubscribe@${domain}>` },
    { name: 'X-Original-Sender', value: envelope.from },
  ];
  const raw = withHeaders(withoutHeaders(envelope.raw, ...headers.map(({ name }) => name)), headers);
  const lists = [...(envelope.lists ?? []), list.address];
  return list.members.map((to) => ({ ...envelope, raw, to, from: `${local}+bounces@${domain}`, lists }));
};
