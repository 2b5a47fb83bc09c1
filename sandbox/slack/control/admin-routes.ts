import type { ControlBody } from '../../kit/index.js';
import type { JsonObject } from '../model.js';
import { DEFAULT_TEAM } from '../store/seed.js';
import type { SlackAdmin } from '../types.js';

type Change = (admin: SlackAdmin, body: ControlBody) => unknown;

const REASONS = ['warning', 'refresh_requested', 'link_disabled'] as const;

const refresh: Change = (admin, body) => {
  const reason = REASONS.find((entry) => entry === body.text('reason'));
  if (!reason) throw new Error(`reason must be one of ${REASONS.join(', ')}`);
  admin.refreshSockets(reason);
};

/** `POST /_control/admin/{name}`: what changes in the workspace. */
export const ADMIN_ROUTES: Record<string, Change> = {
  'revoke-token': (admin, body) => admin.revokeToken(body.text('team')),
  uninstall: (admin, body) => admin.uninstall(body.text('team')),
  'set-scopes': (admin, body) => admin.setScopes(body.text('team'), body.texts('scopes')),
  'disable-team': (admin, body) => admin.disableTeam(body.text('team'), body.flag('on')),
  hire: (admin, body) => admin.hire(body.optional('team') ?? DEFAULT_TEAM, body.text('name')),
  deactivate: (admin, body) => admin.deactivate(body.text('user'), body.flag('on')),
  archive: (admin, body) => admin.archive(body.text('channel'), body.flag('on')),
  'close-dm': (admin, body) => admin.closeDm(body.text('user')),
  'remove-from-channel': (admin, body) => admin.removeFromChannel(body.text('channel'), body.text('user')),
  'limit-rate': (admin, body) => admin.limitRate(body.flag('on')),
  'app-rate-limited': (admin, body) => admin.sendAppRateLimited(body.text('team')),
  'send-event': (admin, body) => ({
    eventId: admin.sendEvent(body.object<JsonObject>('event') ?? {}, body.optional('team')),
  }),
  redeliver: (admin, body) => admin.redeliver(body.text('eventId')),
  'drop-sockets': (admin) => admin.dropSockets(),
  'refresh-sockets': refresh,
  subscriptions: (admin, body) => admin.setSubscriptions(body.texts('types')),
};
