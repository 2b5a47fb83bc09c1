import { historyIdOf } from '../../mailbox/messages.js';
import type { Label, Vacation } from '../../model.js';
import { GoogleError, invalid, notFound } from '../errors.js';
import { type Call, labelsIn, type Method } from '../method.js';
import { MAY } from '../scopes.js';

const WEEK = 7 * 86_400_000;

const profile = ({ box }: Call): object => ({
  emailAddress: box.email,
  messagesTotal: box.messages.length,
  threadsTotal: new Set(box.messages.map(({ threadId }) => threadId)).size,
  historyId: String(historyIdOf(box)),
});

const labelOf = ({ box, path }: Call): Label => {
  const label = box.labels.find(({ id }) => id === path.id);
  if (!label) throw notFound();
  return label;
};

const countsOf = (call: Call): object => {
  const label = labelOf(call);
  const all = call.box.messages.filter(({ labelIds }) => labelIds.includes(label.id));
  const unread = all.filter(({ labelIds }) => labelIds.includes('UNREAD'));
  const threads = (messages: typeof all) => new Set(messages.map(({ threadId }) => threadId)).size;
  return {
    ...label,
    ...{ messagesTotal: all.length, messagesUnread: unread.length },
    ...{ threadsTotal: threads(all), threadsUnread: threads(unread) },
  };
};

const createLabel = ({ mail, box, body }: Call): object => {
  const name = typeof body.name === 'string' ? body.name.trim() : '';
  if (name === '') throw invalid('Invalid label name');
  if (box.labels.some((label) => label.name.toLowerCase() === name.toLowerCase()))
    throw new GoogleError(409, 'ABORTED', 'aborted', 'Label name exists or conflicts');
  const label: Label = { id: `Label_${box.labels.length}`, name, type: 'user' };
  box.labels.push(label);
  mail.store.changed(box.email);
  return { ...label, messageListVisibility: 'show', labelListVisibility: 'labelShow' };
};

const watch = (call: Call): object => {
  const { mail, box, body } = call;
  const topicName = typeof body.topicName === 'string' ? body.topicName : '';
  if (!/^projects\/[^/]+\/topics\/[^/]+$/.test(topicName))
    throw invalid(`Invalid topicName does not match projects/*/topics/*`);
  if (!mail.publisher.isTopic(topicName))
    throw invalid(
      `Error sending test message to Cloud PubSub ${topicName} : Resource not found (resource=${topicName.split('/').at(-1)}).`,
    );
  const behaviour = String(body.labelFilterBehavior ?? body.labelFilterAction ?? 'include').toLowerCase();
  box.watch = {
    ...{ topicName, labelIds: labelsIn(call, body.labelIds) },
    ...{ behaviour: behaviour === 'exclude' ? 'exclude' : 'include', expiration: Date.now() + WEEK },
  };
  mail.store.changed(box.email);
  mail.publisher.notify(box);
  return { historyId: String(historyIdOf(box)), expiration: String(box.watch.expiration) };
};

const stop = ({ mail, box }: Call): undefined => {
  box.watch = null;
  mail.store.changed(box.email);
};

const updateVacation = ({ mail, box, body }: Call): Vacation => {
  box.vacation = {
    enableAutoReply: body.enableAutoReply === true,
    responseSubject: String(body.responseSubject ?? ''),
    responseBodyPlainText: String(body.responseBodyPlainText ?? ''),
  };
  box.vacationSent = {};
  mail.store.changed(box.email);
  return box.vacation;
};

const vacation = ({ box }: Call): object => {
  const { careless: _, answered: __, ...settings } = box.vacation;
  return { ...settings, restrictToContacts: false, restrictToDomain: false };
};

const sendAs = ({ box: { email, name, signature } }: Call): object => ({
  sendAs: [{ sendAsEmail: email, displayName: name, signature, isPrimary: true, isDefault: true }],
});

export const accountMethods: readonly Method[] = [
  { name: 'getProfile', verb: 'GET', path: 'profile', scopes: MAY.profile, run: profile },
  { name: 'watch', verb: 'POST', path: 'watch', scopes: MAY.read, run: watch },
  { name: 'stop', verb: 'POST', path: 'stop', scopes: MAY.read, run: stop },
  {
    name: 'labels.list',
    verb: 'GET',
    path: 'labels',
    scopes: MAY.readLabels,
    run: ({ box }) => ({ labels: box.labels }),
  },
  { name: 'labels.create', verb: 'POST', path: 'labels', scopes: MAY.labels, run: createLabel },
  { name: 'labels.get', verb: 'GET', path: 'labels/{id}', scopes: MAY.readLabels, run: countsOf },
  { name: 'settings.getVacation', verb: 'GET', path: 'settings/vacation', scopes: MAY.readSettings, run: vacation },
  {
    name: 'settings.updateVacation',
    verb: 'PUT',
    path: 'settings/vacation',
    scopes: MAY.settings,
    run: updateVacation,
  },
  { name: 'settings.sendAs.list', verb: 'GET', path: 'settings/sendAs', scopes: MAY.readSettings, run: sendAs },
];
