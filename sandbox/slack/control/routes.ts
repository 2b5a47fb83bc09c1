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
import { isObject } from '../block-kit/checks.js';
import type { Slack } from '../core.js';
import { readSlackFault } from '../faults.js';
import type { Member } from '../model.js';
import { Person } from '../people/person.js';
import { DEFAULT_TEAM } from '../store/seed.js';
import type { SlackAdmin, SlackConnection } from '../types.js';
import { installationOf } from '../workspace/installations.js';
import { ACTS } from './acts.js';
import { ADMIN_ROUTES } from './admin-routes.js';
import { memberState, wholeState } from './member-state.js';

const MOST_BYTES = 1_000_000;

const memberOf = ({ store }: Slack, id: string): Member => {
  const member = store.member(id);
  if (!member) throw new Error(`no member ${id}`);
  return member;
};

const messages = (slack: Slack, query: URLSearchParams): object => {
  const person = new Person(slack, memberOf(slack, query.get('as') ?? ''));
  const id = query.get('channel') ?? '';
  const thread = query.get('thread');
  const isShown = (message: { ts: string; thread_ts?: string }) =>
    thread === null || message.ts === thread || message.thread_ts === thread;
  return {
    messages: person.messages(id).filter(isShown),
    ephemerals: person.ephemerals().filter((message) => message.channel === id && isShown(message)),
    channel: slack.store.channel(id),
  };
};

const LEDGER_FILTERS = ['kind', 'method', 'team', 'channel', 'type', 'event'];

const ledger = (slack: Slack, query: URLSearchParams): object => {
  const all = slack.ledger.entries();
  const wanted = LEDGER_FILTERS.flatMap((name) => (query.has(name) ? [[name, query.get(name)] as const] : []));
  const entries = all
    .slice(Number(query.get('after') ?? 0))
    .filter((entry) => wanted.every(([name, value]) => (entry as Record<string, unknown>)[name] === value));
  return { entries, next: all.length };
};

const read = (slack: Slack, what: string, query: URLSearchParams): unknown => {
  const as = query.get('as');
  if (what === 'state') return as === null ? wholeState(slack) : memberState(slack, memberOf(slack, as));
  if (what === 'messages') return messages(slack, query);
  if (what === 'app') return slack.app;
  return what === 'ledger' ? ledger(slack, query) : undefined;
};

const connectionOf = (body: ControlBody): SlackConnection => {
  if (body.text('mode') === 'socket') return { mode: 'socket' };
  const [eventsUrl, interactivityUrl, commandsUrl] = ['eventsUrl', 'interactivityUrl', 'commandsUrl'].map((name) =>
    body.text(name),
  );
  return { mode: 'http', eventsUrl, interactivityUrl, commandsUrl } as SlackConnection;
};

const write = async (slack: Slack, admin: SlackAdmin, what: string, body: ControlBody): Promise<unknown> => {
  const [group = '', name = ''] = what.split('/');
  if (what === 'connect') return { verified: await slack.courier.connect(connectionOf(body)) };
  if (what === 'installation') return installationOf(slack, body.optional('team') ?? DEFAULT_TEAM);
  const act = group === 'act' && Object.hasOwn(ACTS, name) ? ACTS[name] : undefined;
  if (act)
    return (await act(new Person(slack, memberOf(slack, body.text('as'))), body)) ?? (name === 'home' ? null : {});
  const change = group === 'admin' && Object.hasOwn(ADMIN_ROUTES, name) ? ADMIN_ROUTES[name] : undefined;
  return change ? (change(admin, body) ?? {}) : undefined;
};

const bodyOf = async (request: IncomingMessage): Promise<ControlBody> => {
  const text = await readBody(request, MOST_BYTES);
  const value: unknown = JSON.parse(text || '{}');
  if (!isObject(value)) throw new Error('the body must be a JSON object');
  return new ControlBody(value);
};

/** `/_control/…` as sandbox/README.md describes it. */
export const handleSlackControl = async (
  slack: Slack,
  admin: SlackAdmin,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> => {
  const refusal = refusalOf(request);
  if (refusal) return sendJson(response, 403, { error: refusal });
  if (request.method === 'POST' && !isJson(request)) return sendJson(response, 415, { error: 'send application/json' });
  const what = url.pathname.slice('/_control/'.length);
  if (what === 'events') return streamChanges(response, ['channels', 'users'], (tell) => slack.store.onChange(tell));
  if (what === 'faults') {
    await handleControl(request, response, { faults: slack.faults, ledger: new Ledger(), readFault: readSlackFault });
    return;
  }
  try {
    const answer =
      request.method === 'POST'
        ? await write(slack, admin, what, await bodyOf(request))
        : read(slack, what, url.searchParams);
    if (answer === undefined) sendJson(response, 404, { error: 'no such control route' });
    else sendJson(response, 200, answer, { 'cache-control': 'no-store' });
  } catch (error) {
    sendJson(response, 400, { error: error instanceof Error ? error.message : String(error) });
  }
};
