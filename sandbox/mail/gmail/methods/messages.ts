import { addMessage, changeLabels, deleteMessage, trashMessage, untrashMessage } from '../../mailbox/messages.js';
import { headerOf, headersOf } from '../../mime/headers.js';
import { attachmentsOf } from '../../mime/parsed.js';
import { invalid, missingScope, notFound } from '../errors.js';
import { attachmentIdOf, formatted, shortForm } from '../format.js';
import { type Call, labelsIn, type Method, messageOf, pageOf, rawIn, texts } from '../method.js';
import { MAY } from '../scopes.js';
import { found } from '../search.js';

const list = ({ box, query, scopes }: Call): object => {
  if (query.has('q') && !MAY.readContent.some((scope) => scopes.includes(scope))) throw missingScope();
  const all = found(box, query);
  const { page, ...next } = pageOf(query, all);
  const messages = page.map(({ id, threadId }) => ({ id, threadId }));
  return { ...(messages.length > 0 && { messages }), ...next, resultSizeEstimate: all.length };
};

const get = (call: Call): object => {
  const format = call.query.get('format') ?? 'full';
  const isContent = ['full', 'raw'].includes(format.toLowerCase());
  if (isContent && !MAY.readContent.some((scope) => call.scopes.includes(scope))) throw missingScope();
  return formatted(messageOf(call), format, call.query.getAll('metadataHeaders'));
};

const send = (call: Call): object => {
  const { mail, box, body } = call;
  const threadId = typeof body.threadId === 'string' ? body.threadId : undefined;
  if (threadId !== undefined && !box.messages.some((message) => message.threadId === threadId)) throw notFound();
  return shortForm(mail.post.submit(box, rawIn(call), { threadId }));
};

const put =
  (usual: readonly string[]) =>
  (call: Call): object => {
    const { mail, box, body, query } = call;
    const raw = rawIn(call);
    const labelIds = body.labelIds === undefined ? usual : labelsIn(call, body.labelIds);
    const date = Date.parse(headerOf(headersOf(raw), 'Date') ?? '');
    const isDated = query.get('internalDateSource') === 'dateHeader' && !Number.isNaN(date);
    const threadId = box.messages.find((message) => message.threadId === body.threadId)?.threadId;
    return shortForm(addMessage(mail, box, { raw, labelIds, threadId, internalDate: isDated ? date : undefined }));
  };

const changeOf = (call: Call) => {
  const [add, remove] = [labelsIn(call, call.body.addLabelIds), labelsIn(call, call.body.removeLabelIds)];
  if (add.length + remove.length === 0) throw invalid('No label add or removes specified');
  return { add, remove };
};

const modify = (call: Call): object => {
  const message = messageOf(call);
  changeLabels(call.mail, call.box, message, changeOf(call));
  return shortForm(message);
};

const batchModify = (call: Call): undefined => {
  const { mail, box, body } = call;
  const [ids, change] = [texts(body.ids), changeOf(call)];
  if (ids.length === 0 || ids.length > 1_000) throw invalid('Between 1 and 1000 ids are needed');
  for (const message of box.messages.filter(({ id }) => ids.includes(id))) changeLabels(mail, box, message, change);
};

const batchDelete = ({ mail, box, body }: Call): undefined => {
  const ids = texts(body.ids);
  for (const message of box.messages.filter(({ id }) => ids.includes(id))) deleteMessage(mail, box, message);
};

const moved =
  (move: typeof trashMessage) =>
  (call: Call): object => {
    const message = messageOf(call);
    move(call.mail, call.box, message);
    return shortForm(message);
  };

const attachment = (call: Call): object => {
  const message = messageOf(call);
  const part = attachmentsOf(message).find((entry) => attachmentIdOf(message.id, entry) === call.path.attachmentId);
  if (!part) throw notFound();
  return { size: part.content.length, data: part.content.toString('base64url') };
};

export const messageMethods: readonly Method[] = [
  { name: 'messages.list', verb: 'GET', path: 'messages', scopes: MAY.read, run: list },
  { name: 'messages.send', verb: 'POST', path: 'messages/send', scopes: MAY.send, run: send },
  { name: 'messages.insert', verb: 'POST', path: 'messages', scopes: MAY.insert, run: put([]) },
  { name: 'messages.import', verb: 'POST', path: 'messages/import', scopes: MAY.insert, run: put(['INBOX', 'UNREAD']) },
  { name: 'messages.batchModify', verb: 'POST', path: 'messages/batchModify', scopes: MAY.modify, run: batchModify },
  { name: 'messages.batchDelete', verb: 'POST', path: 'messages/batchDelete', scopes: MAY.erase, run: batchDelete },
  { name: 'messages.get', verb: 'GET', path: 'messages/{id}', scopes: MAY.read, run: get },
  {
    ...{ name: 'messages.delete', verb: 'DELETE', path: 'messages/{id}', scopes: MAY.erase },
    run: (call) => void deleteMessage(call.mail, call.box, messageOf(call)),
  },
  { name: 'messages.modify', verb: 'POST', path: 'messages/{id}/modify', scopes: MAY.modify, run: modify },
  { name: 'messages.trash', verb: 'POST', path: 'messages/{id}/trash', scopes: MAY.modify, run: moved(trashMessage) },
  {
    ...{ name: 'messages.untrash', verb: 'POST', path: 'messages/{id}/untrash', scopes: MAY.modify },
    run: moved(untrashMessage),
  },
  {
    ...{ name: 'messages.attachments.get', verb: 'GET', path: 'messages/{id}/attachments/{attachmentId}' },
    ...{ scopes: MAY.readContent, run: attachment },
  },
];
