import { addMessage, deleteMessage } from '../../mailbox/messages.js';
import { mayJoin } from '../../mailbox/threading.js';
import { headersOf } from '../../mime/headers.js';
import type { Draft, StoredMessage } from '../../model.js';
import { notFound } from '../errors.js';
import { formatted, shortForm } from '../format.js';
import { type Call, type Method, pageOf, rawIn } from '../method.js';
import { MAY } from '../scopes.js';
import { found } from '../search.js';

type Content = Readonly<Record<string, unknown>>;

const draftOf = ({ box }: Call, id: unknown): Draft => {
  const draft = box.drafts.find((entry) => entry.id === id);
  if (!draft) throw notFound();
  return draft;
};

const messageOfDraft = ({ box }: Call, { messageId }: Draft): StoredMessage => {
  const message = box.messages.find(({ id }) => id === messageId);
  if (!message) throw notFound();
  return message;
};

const store = (call: Call): StoredMessage => {
  const { mail, box, body } = call;
  const content = (body.message ?? {}) as Content;
  const raw = rawIn(call, content);
  const wanted = content.threadId ?? body.threadId;
  const threadId = typeof wanted === 'string' && mayJoin(box, headersOf(raw), wanted) ? wanted : undefined;
  return addMessage(mail, box, { raw, labelIds: ['DRAFT'], threadId });
};

const create = (call: Call): object => {
  const message = store(call);
  const draft = { id: `r${BigInt(`0x${message.id}`)}`, messageId: message.id };
  call.box.drafts.push(draft);
  call.mail.store.changed(call.box.email);
  return { id: draft.id, message: shortForm(message) };
};

/** The draft keeps its id, its message gets a new one. */
const update = (call: Call): object => {
  const draft = draftOf(call, call.path.id);
  const old = messageOfDraft(call, draft);
  const message = store(call);
  draft.messageId = message.id;
  deleteMessage(call.mail, call.box, old);
  return { id: draft.id, message: shortForm(message) };
};

const remove = (call: Call, draft: Draft): void => {
  call.box.drafts = call.box.drafts.filter(({ id }) => id !== draft.id);
  const message = call.box.messages.find(({ id }) => id === draft.messageId);
  if (message) deleteMessage(call.mail, call.box, message);
};

/** The draft is gone afterwards, so that a second send finds nothing. */
const send = (call: Call): object => {
  const { mail, box, body } = call;
  const draft = draftOf(call, body.id);
  const content = (body.message ?? {}) as Content;
  const old = messageOfDraft(call, draft);
  const raw = content.raw === undefined && call.upload === undefined ? old.raw : rawIn(call, content);
  const sent = mail.post.submit(box, raw, { threadId: old.threadId === old.id ? undefined : old.threadId });
  remove(call, draft);
  return shortForm(sent);
};

const get = (call: Call): object => {
  const draft = draftOf(call, call.path.id);
  return { id: draft.id, message: formatted(messageOfDraft(call, draft), call.query.get('format')) };
};

const list = (call: Call): object => {
  const { box, query } = call;
  const messages = found(box, query);
  const all = messages.flatMap((message) => {
    const draft = box.drafts.find(({ messageId }) => messageId === message.id);
    return draft ? [{ id: draft.id, message: { id: message.id, threadId: message.threadId } }] : [];
  });
  const { page, ...next } = pageOf(query, all);
  return { ...(page.length > 0 && { drafts: page }), ...next, resultSizeEstimate: all.length };
};

export const draftMethods: readonly Method[] = [
  { name: 'drafts.list', verb: 'GET', path: 'drafts', scopes: MAY.readDrafts, run: list },
  { name: 'drafts.create', verb: 'POST', path: 'drafts', scopes: MAY.draft, run: create },
  { name: 'drafts.send', verb: 'POST', path: 'drafts/send', scopes: MAY.draft, run: send },
  { name: 'drafts.get', verb: 'GET', path: 'drafts/{id}', scopes: MAY.readDrafts, run: get },
  { name: 'drafts.update', verb: 'PUT', path: 'drafts/{id}', scopes: MAY.draft, run: update },
  {
    ...{ name: 'drafts.delete', verb: 'DELETE', path: 'drafts/{id}', scopes: MAY.draft },
    run: (call) => void remove(call, draftOf(call, call.path.id)),
  },
];
