import { historyIdOf } from '../../mailbox/messages.js';
import type { HistoryRecord, HistoryType } from '../../model.js';
import { invalid, notFound } from '../errors.js';
import { type Call, type Method, pageOf } from '../method.js';
import { MAY } from '../scopes.js';

const TYPES: Readonly<Record<string, HistoryType>> = {
  messageAdded: 'messagesAdded',
  messageDeleted: 'messagesDeleted',
  labelAdded: 'labelsAdded',
  labelRemoved: 'labelsRemoved',
};

const shown = ({ id, type, messageId, threadId, messageLabels, labelIds }: HistoryRecord): object => {
  const message = { id: messageId, threadId, labelIds: messageLabels };
  return {
    id: String(id),
    messages: [{ id: messageId, threadId }],
    [type]: [{ message, ...(labelIds && { labelIds }) }],
  };
};

/** What happened after `startHistoryId`, oldest first; 404 when that is too long ago. */
const list = ({ mail, box, query }: Call): object => {
  const given = query.get('startHistoryId') ?? '';
  const start = Number(given);
  if (!/^\d+$/.test(given)) throw invalid('Missing required parameter: startHistoryId');
  const historyId = String(historyIdOf(box));
  const fault = mail.faults.takeForHistory({ method: 'history.list', mailbox: box.email });
  if (fault?.kind === 'stale_history' || start < box.historyFrom) throw notFound();
  if (fault?.kind === 'empty_history')
    return { historyId, ...(fault.more && { nextPageToken: '0'.padStart(20, '0') }) };
  const types = query.getAll('historyTypes').map((type) => TYPES[type]);
  const label = query.get('labelId');
  const all = box.history.filter(
    ({ id, type, messageLabels, labelIds = [] }) =>
      id > start &&
      (types.length === 0 || types.includes(type)) &&
      (label === null || messageLabels.includes(label) || labelIds.includes(label)),
  );
  const { page, ...next } = pageOf(query, all);
  return { ...(page.length > 0 && { history: page.map(shown) }), ...next, historyId };
};

export const historyMethods: readonly Method[] = [
  { name: 'history.list', verb: 'GET', path: 'history', scopes: MAY.read, run: list },
];
