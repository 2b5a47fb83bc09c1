import type { ControlBody } from '../../kit/index.js';
import { CLIENTS, type Filter, LANGUAGES, VERDICTS } from '../model.js';
import type { MailAdmin } from '../types.js';
import { oneOf } from './acts.js';

type Change = (admin: MailAdmin, body: ControlBody) => unknown;

const numberOf = (body: ControlBody, name: string): number => {
  const value = body.all[name];
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) throw new Error(`${name} must be a number`);
  return value;
};

const filtersOf = (body: ControlBody): Filter[] => {
  const { filters } = body.all;
  const isFilter = (value: unknown) =>
    ['archive', 'spam', 'trash'].includes(String((value as Filter | null)?.action ?? ''));
  if (!Array.isArray(filters) || !filters.every(isFilter))
    throw new Error('filters must be a list of { from?, to?, subject?, action: archive | spam | trash }');
  return filters as Filter[];
};

const profileOf = (body: ControlBody): Parameters<MailAdmin['setProfile']>[1] => {
  const [client, language] = [oneOf(body, 'client', CLIENTS), oneOf(body, 'language', LANGUAGES)];
  const signature = body.optional('signature');
  return { ...(client && { client }), ...(language && { language }), ...(signature !== undefined && { signature }) };
};

/** `POST /_control/admin/{name}`: what changes around the mailboxes. */
export const ADMIN_ROUTES: Record<string, Change> = {
  hire: (admin, body) => admin.hire({ email: body.text('email'), name: body.text('name') }),
  filters: (admin, body) => admin.setFilters(body.text('email'), filtersOf(body)),
  profile: (admin, body) => admin.setProfile(body.text('email'), profileOf(body)),
  verdict: (admin, body) => admin.setVerdict(body.text('email'), oneOf(body, 'verdict', VERDICTS) ?? 'pass'),
  'expire-tokens': (admin, body) => admin.expireTokens(body.text('email')),
  revoke: (admin, body) => admin.revoke(body.text('email')),
  'token-lifetime': (admin, body) => admin.setTokenLifetime(numberOf(body, 'seconds')),
  'message-limit': (admin, body) => admin.setMessageLimit(numberOf(body, 'bytes')),
  'expire-history': (admin, body) => admin.expireHistory(body.text('email')),
  'expire-watch': (admin, body) => admin.expireWatch(body.text('email')),
  'push-again': (admin, body) =>
    admin.pushAgain(body.text('email'), body.all.historyId === undefined ? undefined : numberOf(body, 'historyId')),
  'rotate-keys': (admin, body) => admin.rotateKeys(body.flag('forget')),
};
