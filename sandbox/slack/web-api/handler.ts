import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Slack } from '../core.js';
import { SlackError } from '../errors.js';
import type { CallFault } from '../faults.js';
import { Args } from './args.js';
import { type Caller, checkScopes, checkTokenKind, identify } from './authorise.js';
import type { Method } from './method.js';
import { appMethods } from './methods/app.js';
import { chatMethods } from './methods/chat.js';
import { conversationMethods } from './methods/conversations.js';
import { historyMethods } from './methods/history.js';
import { peopleMethods } from './methods/people.js';
import { reactionMethods } from './methods/reactions.js';
import { viewMethods } from './methods/views.js';
import { readArgs } from './read-args.js';
import { type Answer, callEntry, teamOf } from './record.js';

const METHODS: Record<string, Method> = {
  ...{ ...appMethods, ...chatMethods, ...conversationMethods, ...historyMethods },
  ...{ ...peopleMethods, ...reactionMethods, ...viewMethods },
};

const refusal = (error: SlackError): Answer => {
  const { retryAfter, ...extra } = error.extra;
  const body = { ok: false, error: error.code, ...extra };
  if (retryAfter === undefined) return { status: 200, body };
  return { status: 429, body, headers: { 'retry-after': String(retryAfter) } };
};

const run = (slack: Slack, name: string, caller: Caller, args: Args, authorization: string | undefined): Answer => {
  const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
  if (!method) throw new SlackError('unknown_method', { req_method: name });
  checkTokenKind(method, caller);
  if (method.token !== 'bot' || caller.kind !== 'bot') {
    return {
      status: 200,
      body: { ok: true, ...(method as Exclude<Method, { token: 'bot' }>).run({ slack, args, authorization }) },
    };
  }
  const call = { ...caller.bot, slack, args };
  const granted = caller.bot.installation.scopes;
  const needed = typeof method.scopes === 'function' ? method.scopes(call) : method.scopes;
  checkScopes(needed, granted);
  const headers = {
    'x-oauth-scopes': granted.join(','),
    ...(needed.length > 0 && { 'x-accepted-oauth-scopes': needed.join(',') }),
  };
  return { status: 200, body: { ok: true, ...method.run(call) }, headers };
};

const attempt = (work: () => Answer): Answer => {
  try {
    return work();
  } catch (error) {
    if (error instanceof SlackError) return refusal(error);
    throw error;
  }
};

const PAGE = '<!doctype html><title>502 Bad Gateway</title><h1>502 Bad Gateway</h1>';

/** An answer instead of the effect; undefined: the call goes its way. */
const spoiled = (fault: CallFault | undefined): (Answer & { raw?: string }) | undefined => {
  switch (fault?.kind) {
    case 'rate_limited':
      return refusal(new SlackError('ratelimited', { retryAfter: fault.retryAfter }));
    case 'http_status':
      return { status: fault.status, body: { ok: false }, raw: fault.body ?? 'upstream error' };
    case 'html':
      return { status: 200, body: { ok: false }, raw: PAGE };
    case 'api_error':
      return refusal(new SlackError(fault.error));
    default:
      return undefined;
  }
};

const send = (response: ServerResponse, { status, body, headers, raw }: Answer & { raw?: string }): void => {
  const type = raw === undefined ? 'application/json; charset=utf-8' : 'text/html';
  const id = { 'x-slack-req-id': randomBytes(16).toString('hex') };
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', ...id, ...headers });
  response.end(raw ?? JSON.stringify(body));
};

const labelsOf = (method: string, caller: Caller, args: Args) => ({
  method,
  team: teamOf(caller) ?? undefined,
  channel: args.text('channel'),
  user: args.text('user') ?? args.text('users') ?? args.text('user_id'),
});

/** `/api/{method}` */
export const handleApi = async (
  slack: Slack,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> => {
  const name = url.pathname.slice('/api/'.length);
  const { authorization } = request.headers;
  let args = new Args({});
  let malformed: SlackError | undefined;
  try {
    args = await readArgs(request, url.searchParams);
  } catch (error) {
    malformed = error instanceof SlackError ? error : new SlackError('request_too_large');
  }
  const caller = identify(slack, authorization, args.text('token'));
  const fault = slack.faults.takeForCall(labelsOf(name, caller, args));
  if (fault?.kind === 'slow' && fault.when !== 'after') await sleep(fault.ms);
  const instead =
    spoiled(fault) ??
    (fault?.kind === 'cut' && fault.when === 'before' ? { status: 0, body: { ok: false } } : undefined);
  const answer =
    instead ??
    attempt(() => {
      if (malformed) throw malformed;
      return run(slack, name, caller, args, authorization);
    });
  slack.ledger.append(callEntry(name, caller, args, answer, fault?.kind));
  if (fault?.kind === 'slow' && fault.when === 'after') await sleep(fault.ms);
  if (fault?.kind === 'cut') request.socket.destroy();
  else send(response, answer);
};
