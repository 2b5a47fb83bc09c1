import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Mail } from '../core.js';
import { authorised, identify } from './authorise.js';
import { GoogleError } from './errors.js';
import type { Method } from './method.js';
import { accountMethods } from './methods/account.js';
import { draftMethods } from './methods/drafts.js';
import { historyMethods } from './methods/history.js';
import { messageMethods } from './methods/messages.js';
import { threadMethods } from './methods/threads.js';
import { type Body, readGmailBody } from './read-body.js';
import { aboutCall, carried, recipientOf } from './record.js';
import { respond } from './respond.js';

const METHODS: readonly Method[] = [
  ...accountMethods,
  ...messageMethods,
  ...draftMethods,
  ...threadMethods,
  ...historyMethods,
];

const PREFIX = /^\/(upload\/)?gmail\/v1\/users\/([^/]+)\/(.+)$/;

/** `{id}` of the path, when the pattern fits. */
const fitted = (pattern: string, path: string): Record<string, string> | undefined => {
  const [wanted, given] = [pattern.split('/'), path.split('/')];
  if (wanted.length !== given.length) return undefined;
  const values: Record<string, string> = {};
  for (const [index, name] of wanted.entries()) {
    const value = decodeURIComponent(given[index] ?? '');
    if (name.startsWith('{')) values[name.slice(1, -1)] = value;
    else if (name !== value) return undefined;
  }
  return values;
};

const NONE = { method: undefined, path: {} };

const methodFor = (verb: string | undefined, path: string) => {
  for (const method of METHODS.filter((entry) => entry.verb === verb)) {
    const values = fitted(method.path, path);
    if (values) return { method, path: values };
  }
  return NONE;
};

const noMethod = (): GoogleError => new GoogleError(404, 'NOT_FOUND', 'notFound', 'Not Found');

/** Either the body, or why there is none. */
const bodyOrError = async (request: IncomingMessage, isUpload: boolean): Promise<Body | GoogleError> => {
  try {
    return await readGmailBody(request, isUpload);
  } catch (error) {
    if (error instanceof GoogleError) return error;
    throw error;
  }
};

/** `/gmail/v1/users/…` and `/upload/gmail/v1/users/…` */
export const handleGmail = async (
  mail: Mail,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> => {
  const [, upload, userId = '', rest = ''] = PREFIX.exec(url.pathname) ?? [];
  const { method, path } = methodFor(request.method, rest);
  const body = await bodyOrError(request, upload !== undefined);
  const headers = body instanceof GoogleError ? [] : carried(body);
  const caller = identify(mail, request.headers.authorization);
  const name = method?.name ?? `${request.method} ${rest}`;
  const mailbox = caller?.box.email;
  const fault = mail.faults.takeForCall({ side: 'api', method: name, mailbox, to: recipientOf(headers) });
  if (fault?.kind === 'token_expired' && caller) {
    delete mail.store.data.accessTokens[caller.token];
    mail.store.changed();
  }
  const work = () => {
    if (!method) throw noMethod();
    const { box, scopes } = authorised(caller, method, decodeURIComponent(userId));
    if (body instanceof GoogleError) throw body;
    const call = { mail, box, scopes, path, query: url.searchParams, body: body.json, upload: body.upload };
    const result = method.run(call);
    return { status: result === undefined ? 204 : 200, body: result };
  };
  const entry = (answer: { status: number; body?: object }) => ({
    ...{ method: name, mailbox: mailbox ?? null, ...aboutCall(name, path, headers, answer) },
  });
  await respond(mail, { request, response, fault, work, entry });
};
