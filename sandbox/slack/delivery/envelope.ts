import { randomBytes } from 'node:crypto';
import type { JsonObject } from '../model.js';
import type { SlackApp } from '../types.js';

interface Contents {
  teamId: string;
  eventId: string;
  event: JsonObject;
  botUserId: string | null;
}

/** The wrapper of every event: https://docs.slack.dev/apis/events-api/#event-type-structure */
export const eventEnvelope = (app: SlackApp, { teamId, eventId, event, botUserId }: Contents): object => ({
  token: app.verificationToken,
  team_id: teamId,
  context_team_id: teamId,
  context_enterprise_id: null,
  api_app_id: app.appId,
  event,
  type: 'event_callback',
  event_id: eventId,
  event_time: Math.floor(Date.now() / 1_000),
  authorizations: botUserId
    ? [{ enterprise_id: null, team_id: teamId, user_id: botUserId, is_bot: true, is_enterprise_install: false }]
    : [],
  is_ext_shared_channel: false,
  event_context: `4-${randomBytes(24).toString('base64url')}`,
});
