import { ALL_EVENTS } from '../delivery/subscriptions.js';
import type { Channel, Member } from '../model.js';
import type { SlackApp } from '../types.js';
import type { SlackData } from './data.js';

export const DEFAULT_TEAM = 'T0ACME';

/** Made up and the same everywhere: they open nothing but this sandbox. */
export const SANDBOX_APP: SlackApp = {
  appId: 'A0PARLEY',
  name: 'Parley',
  clientId: '1000000000.2000000000',
  clientSecret: 'sandbox-client-secret-of-parley',
  signingSecret: 'sandbox-signing-secret-of-parley',
  verificationToken: 'sandbox-verification-token',
  appToken: 'xapp-1-A0PARLEY-1-sandbox',
};

export const BOT_SCOPES: readonly string[] = [
  'app_mentions:read',
  'channels:history',
  'channels:join',
  'channels:read',
  'chat:write',
  'commands',
  'groups:history',
  'mpim:history',
  'groups:read',
  'im:history',
  'im:read',
  'im:write',
  'reactions:read',
  'reactions:write',
  'team:read',
  'users:read',
  'users:read.email',
];

const ZONES = {
  'Europe/Berlin': ['Central European Time', 3_600],
  'America/New_York': ['Eastern Standard Time', -18_000],
  'Asia/Seoul': ['Korea Standard Time', 32_400],
  'Europe/London': ['Greenwich Mean Time', 0],
} as const;

const member = (
  team_id: string,
  id: string,
  real_name: string,
  tz: keyof typeof ZONES,
  more: Partial<Member> = {},
): Member => {
  const name = real_name.toLowerCase().split(' ')[0] ?? real_name;
  const domain = team_id === DEFAULT_TEAM ? 'acme.example' : 'beta.example';
  const [tz_label, tz_offset] = ZONES[tz];
  return {
    ...{ id, team_id, name, real_name, email: `${name}@${domain}`, tz, tz_label, tz_offset },
    ...{ is_bot: false, deleted: false, is_restricted: false, is_admin: false },
    ...more,
  };
};

/** Somebody who was not there from the start: as with names in life, two may share one, and no mail address. */
export const newMember = (team_id: string, id: string, real_name: string): Member => {
  const someone = member(team_id, id, real_name, 'Europe/London');
  return { ...someone, email: someone.email?.replace('@', `.${id.toLowerCase()}@`) };
};

const channel = (
  team_id: string,
  id: string,
  name: string,
  kind: Channel['kind'],
  members: string[],
  topic = '',
): Channel => ({
  ...{ id, team_id, name, kind, members, topic, purpose: topic },
  ...{ is_archived: false, created: 1_700_000_000, creator: members[0] ?? '' },
});

export const seed = (): SlackData => ({
  version: 1,
  teams: [
    { id: 'T0ACME', name: 'Acme', domain: 'acme', disabled: false },
    { id: 'T0BETA', name: 'Beta Labs', domain: 'beta-labs', disabled: false },
  ],
  members: [
    member('T0ACME', 'U0MIRA', 'Mira Okafor', 'Europe/Berlin', { is_admin: true }),
    member('T0ACME', 'U0NOA', 'Noa Lindqvist', 'America/New_York'),
    member('T0ACME', 'U0JUN', 'Jun Park', 'Asia/Seoul'),
    member('T0ACME', 'U0GUEST', 'Gale Guest', 'Europe/London', { is_restricted: true }),
    member('T0ACME', 'U0GONE', 'Gus Former', 'Europe/London', { deleted: true }),
    member('T0ACME', 'U0DEPLOY', 'deploybot', 'Europe/London', { is_bot: true, bot_id: 'B0DEPLOY', email: undefined }),
    member('T0BETA', 'U0ADA', 'Ada Reyes', 'Europe/London', { is_admin: true }),
    member('T0BETA', 'U0BEN', 'Ben Tanaka', 'Asia/Seoul'),
  ],
  channels: [
    channel(
      'T0ACME',
      'C0GENERAL',
      'general',
      'public',
      ['U0MIRA', 'U0NOA', 'U0JUN', 'U0DEPLOY'],
      'What concerns everybody',
    ),
    channel('T0ACME', 'C0LAUNCH', 'launch', 'public', ['U0MIRA', 'U0NOA', 'U0DEPLOY'], 'The launch'),
    channel('T0ACME', 'C0SECRET', 'founders', 'private', ['U0MIRA', 'U0NOA']),
    channel('T0BETA', 'C0BETAGEN', 'general', 'public', ['U0ADA', 'U0BEN']),
  ],
  messages: {},
  ephemerals: [],
  installations: [],
  deadTokens: {},
  views: [],
  homes: [],
  responseUrls: {},
  connection: null,
  subscriptions: [...ALL_EVENTS],
  settings: { limitRate: false },
  lastTs: 0,
  lastId: 0,
});
