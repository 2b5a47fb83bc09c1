import type { Language, Mailbox, MailClient, MailServer } from '../model.js';
import { newKey } from '../oauth/keys.js';
import type { MailData } from './data.js';

export const PARLEY = 'parley@acme.example';

/** Made up and the same everywhere: they open nothing but this sandbox. */
export const SANDBOX_CLIENT = {
  clientId: '100000000000-parley.apps.googleusercontent.com',
  clientSecret: 'GOCSPX-sandbox-secret-of-parley',
};

export const DEFAULT_TOPIC = 'projects/parley-sandbox/topics/gmail';
export const PUSH_ACCOUNT = 'gmail-push@parley-sandbox.iam.gserviceaccount.com';

const SYSTEM_LABELS = ['INBOX', 'SENT', 'UNREAD', 'DRAFT', 'TRASH', 'SPAM', 'STARRED', 'IMPORTANT'];

interface Person {
  email: string;
  name: string;
  server?: MailServer;
  client?: MailClient;
  language?: Language;
  timeZone?: string;
}

export const newMailbox = (person: Person, place: number): Mailbox => ({
  ...{ server: 'gmail', client: 'gmail', language: 'en', timeZone: 'Europe/Berlin', signature: '' },
  ...person,
  sub: `1000000000000000000${String(place).padStart(2, '0')}`,
  labels: SYSTEM_LABELS.map((id) => ({ id, name: id, type: 'system' })),
  ...{ messages: [], drafts: [], history: [], historyFrom: 0, watch: null, filters: [], vacationSent: {} },
  vacation: { enableAutoReply: false, responseSubject: '', responseBodyPlainText: '' },
});

const PEOPLE: readonly Person[] = [
  { email: PARLEY, name: 'Parley' },
  { email: 'mira@acme.example', name: 'Mira Okafor' },
  { email: 'noa@acme.example', name: 'Noa Lindqvist', server: 'outlook', client: 'outlook', timeZone: 'Europe/London' },
  { email: 'jun@acme.example', name: 'Jun Park', server: 'apple', client: 'apple', timeZone: 'Asia/Seoul' },
  { email: 'ada@beta.example', name: 'Ada Reyes', server: 'apple', client: 'iphone', timeZone: 'America/New_York' },
  { email: 'ben@beta.example', name: 'Ben Tanaka', server: 'other', client: 'thunderbird' },
  { email: 'desk@beta.example', name: 'Beta Desk' },
  { email: 'eve@elsewhere.example', name: 'Eve Moreau', server: 'other', client: 'proton' },
];

export const seed = (): MailData => ({
  version: 1,
  mailboxes: PEOPLE.map(newMailbox),
  lists: [
    {
      address: 'team@acme.example',
      name: 'Acme team',
      members: ['mira@acme.example', 'noa@acme.example', 'jun@acme.example', PARLEY],
    },
  ],
  ...{ accessTokens: {}, refreshTokens: {}, subscriptions: [], keys: [newKey()], verdicts: {} },
  settings: { accessTokenSeconds: 3_599, messageLimit: 25 * 1_024 * 1_024 },
  ...{ lastHistoryId: 1_000, lastId: 0 },
});
