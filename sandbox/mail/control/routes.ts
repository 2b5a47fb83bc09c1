import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  ControlBody,
  handleControl,
  isJson,
  Ledger,
  readBody,
  refusalOf,
  sendJson,
  streamChanges,
} from '../../kit/index.js';
import type { Mail } from '../core.js';
import { readMailFault } from '../faults.js';
import type { MailSandbox } from '../types.js';
import { ACTS } from './acts.js';
import { ADMIN_ROUTES } from './admin-routes.js';
import { mailboxState, threadState, wholeState } from './views.js';

const MOST_BYTES = 40_000_000;
const LEDGER_FILTERS = ['kind', 'method', 'mailbox', 'from', 'to', 'outcome'];

const ledger = (mail: Mail, query: URLSearchParams): object => {
  const all = mail.ledger.entries();
  const wanted = LEDGER_FILTERS.flatMap((name) => (query.has(name) ? [[name, query.get(name)] as const] : []));
  const entries = all
    .slice(Number(query.get('after') ?? 0))
    .filter((entry) => wanted.every(([name, value]) => (entry as unknown as Record<string, unknown>)[name] === value));
  return { entries, next: all.length };
};

const read = async (mail: Mail, what: string, query: URLSearchParams): Promise<unknown> => {
  const as = query.get('as');
  if (what === 'state') return as === null ? wholeState(mail) : mailboxState(mail, as, query.get('label') ?? 'INBOX');
  if (what === 'thread') return threadState(mail, as ?? '', query.get('thread') ?? '');
  if (what === 'app') return mail.app;
  return what === 'ledger' ? ledger(mail, query) : undefined;
};

const grant = (sandbox: MailSandbox, body: ControlBody): object =>
  sandbox.grant(body.optional('email'), body.all.scopes === undefined ? undefined : body.texts('scopes'));

const connectPush = (sandbox: MailSandbox, body: ControlBody): object => {
  const [topic, audience] = [body.optional('topic'), body.optional('audience')];
  sandbox.connectPush({ url: body.text('url'), ...(topic && { topic }), ...(audience && { audience }) });
  return sandbox.push;
};

const write = async (sandbox: MailSandbox, what: string, body: ControlBody): Promise<unknown> => {
  const [group = '', name = ''] = what.split('/');
  if (what === 'grant') return grant(sandbox, body);
  if (what === 'connect-push') return connectPush(sandbox, body);
  const act = group === 'act' && Object.hasOwn(ACTS, name) ? ACTS[name] : undefined;
  if (act) return (await act(sandbox.person(body.text('as')), body)) ?? {};
  const change = group === 'admin' && Object.hasOwn(ADMIN_ROUTES, name) ? ADMIN_ROUTES[name] : undefined;
  return change ? (change(sandbox.admin, body) ?? {}) : undefined;
};

const bodyOf = async (request: IncomingMessage): Promise<ControlBody> => {
  const value: unknown = JSON.parse((await readBody(request, MOST_BYTES)) || '{}');
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error('the body must be a JSON object');
  return new ControlBody(value as Record<string, unknown>);
};

/** `/_control/…` as sandbox/README.md describes it. */
export const handleMailControl = async (
  mail: Mail,
  sandbox: MailSandbox,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> => {
  const refusal = refusalOf(request);
  if (refusal) return sendJson(response, 403, { error: refusal });
  if (request.method === 'POST' && !isJson(request)) return sendJson(response, 415, { error: 'send application/json' });
  const what = url.pathname.slice('/_control/'.length);
  if (what === 'events')
    return streamChanges(response, ['mailboxes'], (tell) => mail.store.onChange((mailboxes) => tell({ mailboxes })));
  if (what === 'faults') {
    await handleControl(request, response, { faults: mail.faults, ledger: new Ledger(), readFault: readMailFault });
    return;
  }
  try {
    const isWrite = request.method === 'POST';
    const answer = isWrite
      ? await write(sandbox, what, await bodyOf(request))
      : await read(mail, what, url.searchParams);
    if (answer === undefined) sendJson(response, 404, { error: 'no such control route' });
    else sendJson(response, 200, answer, { 'cache-control': 'no-store' });
  } catch (error) {
    sendJson(response, 400, { error: error instanceof Error ? error.message : String(error) });
  }
};
