import { changeLabels, trashMessage, untrashMessage } from '../../mailbox/messages.js';
import { snippetOf } from '../../mime/parsed.js';
import type { StoredMessage } from '../../model.js';
import { missingScope, notFound } from '../errors.js';
import { formatted } from '../format.js';
import { type Call, labelsIn, type Method, pageOf } from '../method.js';
import { MAY } from '../scopes.js';
import { found } from '../search.js';

const messagesOf = ({ box, path }: Call): StoredMessage[] => {
  const messages = box.messages.filter(({ threadId }) => threadId === path.id);
  if (messages.length === 0) throw notFound();
  return messages;
};

const list = ({ box, query }: Call): object => {
  const newest = new Map<string, StoredMessage>();
  for (const message of found(box, query)) {
    if (!newest.has(message.threadId)) newest.set(message.threadId, message);
  }
  const all = [...newest.values()].map((message) => ({
    ...{ id: message.threadId, snippet: snippetOf(message), historyId: message.historyId },
  }));
  const { page, ...next } = pageOf(query, all);
  return { ...(page.length > 0 && { threads: page }), ...next, resultSizeEstimate: all.length };
};

const get = (call: Call): object => {
  const { path, query, scopes } = call;
  const format = query.get('format') ?? 'full';
  if (format.toLowerCase() === 'full' && !MAY.readContent.some((scope) => scopes.includes(scope))) throw missingScope();
  const messages = messagesOf(call);
  const historyId = String(Math.max(...messages.map((message) => Number(message.historyId))));
  return {
    ...{ id: path.id, historyId },
    messages: messages.map((message) => formatted(message, format, query.getAll('metadataHeaders'))),
  };
};

const modify = (call: Call): object => {
  const [add, remove] = [labelsIn(call, call.body.addLabelIds), labelsIn(call, call.body.removeLabelIds)];
  for (const message of messagesOf(call)) changeLabels(call.mail, call.box, message, { add, remove });
  return { id: call.path.id };
};

const moved =
  (move: typeof trashMessage) =>
  (call: Call): object => {
    for (const message of messagesOf(call)) move(call.mail, call.box, message);
    return { id: call.path.id };
  };

export const threadMethods: readonly Method[] = [
  { name: 'threads.list', verb: 'GET', path: 'threads', scopes: MAY.read, run: list },
  { name: 'threads.get', verb: 'GET', path: 'threads/{id}', scopes: MAY.read, run: get },
  { name: 'threads.modify', verb: 'POST', path: 'threads/{id}/modify', scopes: MAY.modify, run: modify },
  { name: 'threads.trash', verb: 'POST', path: 'threads/{id}/trash', scopes: MAY.modify, run: moved(trashMessage) },
  {
    name: 'threads.untrash',
    verb: 'POST',
    path: 'threads/{id}/untrash',
    scopes: MAY.modify,
    run: moved(untrashMessage),
  },
];
