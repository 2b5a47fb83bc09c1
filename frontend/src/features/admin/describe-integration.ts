import type { Integration, IntegrationList } from '@parley/contracts';
import { assertNever } from '@/lib/assert-never';
import { plural } from '@/lib/utils';

export type Tone = 'good' | 'quiet' | 'warning' | 'danger';
export interface IntegrationState {
  word: string;
  tone: Tone;
  /** What it means and what to do. Null when all is well. */
  explanation: string | null;
}
/** What there are integrations with. */
export type Provider = 'SLACK' | 'EMAIL';

type Setup = Pick<IntegrationList, 'slack' | 'gmail'>;

const WHERE = { SLACK: '(“Connect Slack” in the README)', EMAIL: '(“Connect Gmail” in the README)' };

/** Why none can be connected from here, and what to set. Null: it can. */
export const whyNotFromHere = (provider: Provider, { slack, gmail }: Setup): string | null => {
  if (provider === 'EMAIL')
    return gmail.connected
      ? null
      : `To connect a mailbox from here, set GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET and restart Parley ${WHERE.EMAIL}.`;
  if (slack.canInstall) return null;
  return slack.connected
    ? `To connect more workspaces from here, set SLACK_CLIENT_ID and SLACK_CLIENT_SECRET and restart Parley ${WHERE.SLACK}.`
    : `To connect a workspace from here, set SLACK_CLIENT_ID, SLACK_CLIENT_SECRET and either SLACK_SIGNING_SECRET or SLACK_APP_TOKEN, and restart Parley ${WHERE.SLACK}.`;
};

const howAgain = (provider: Provider, { slack, gmail }: Setup): string => {
  if (provider === 'EMAIL')
    return gmail.connected ? 'choose this mailbox at Google.' : `set Gmail up first ${WHERE.EMAIL}.`;
  if (slack.canInstall) return 'choose this workspace at Slack.';
  return slack.connected ? 'set a new SLACK_BOT_TOKEN and restart Parley.' : `set Slack up first ${WHERE.SLACK}.`;
};

const NOBODY: Record<Provider, string> = {
  SLACK:
    'Nobody is reached through it yet. People join by /parley link in Slack, or under Settings\u00a0→\u00a0Channels.',
  EMAIL: 'Nobody is reached through it yet. People add their mail address under Settings\u00a0→\u00a0Channels.',
};

const NOT_SET_UP: Record<Provider, string> = {
  SLACK: `Slack is not set up at this Parley any more: questions pass it over. Set SLACK_SIGNING_SECRET or SLACK_APP_TOKEN and restart Parley ${WHERE.SLACK}.`,
  EMAIL: `Gmail is not set up at this Parley any more: questions pass it over. Set GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET and restart Parley ${WHERE.EMAIL}.`,
};

type Described = Pick<Integration, 'status' | 'people' | 'problem' | 'mailbox'>;

const whileActive = (provider: Provider, { people, mailbox }: Described, setup: Setup): IntegrationState => {
  const isSetUp = provider === 'EMAIL' ? setup.gmail.connected : setup.slack.connected;
  if (!isSetUp) return { word: 'Not in use', tone: 'warning', explanation: NOT_SET_UP[provider] };
  if (mailbox?.problem)
    return { word: 'Has trouble', tone: 'warning', explanation: `${mailbox.problem} Parley goes on trying.` };
  return { word: 'Works', tone: 'good', explanation: people > 0 ? null : NOBODY[provider] };
};

const OWNER: Record<Provider, string> = { SLACK: 'Slack', EMAIL: 'Google' };

/** The provider's own words stand in `problem`; here is what follows from it. */
export const integrationState = (provider: Provider, integration: Described, setup: Setup): IntegrationState => {
  const { status, problem } = integration;
  switch (status) {
    case 'DISABLED':
      return {
        word: 'Disconnected',
        tone: 'quiet',
        explanation: `${problem ?? 'It was disconnected.'} Its token is forgotten. To use it again, ${howAgain(provider, setup)}`,
      };
    case 'NEEDS_REAUTH':
      return {
        word: 'Locked out',
        tone: 'danger',
        explanation: `${problem ?? `${OWNER[provider]} does not let Parley in any more. Connect it again.`} For that, ${howAgain(provider, setup)} Questions go on to the next channel meanwhile.`,
      };
    case 'ACTIVE':
      return whileActive(provider, integration, setup);
    default:
      return assertNever(status);
  }
};

/** How Parley hears of new mail. `now`: milliseconds since 1970. */
export const mailboxReading = (mailbox: NonNullable<Integration['mailbox']>, now: number): string => {
  if (mailbox.watchedUntil && Date.parse(mailbox.watchedUntil) > now) return 'Google tells of new mail at once';
  return mailbox.lookedAt ? 'Google is asked for new mail' : 'not looked into yet';
};

/** Broken or given up: connecting it anew is what is left to do. */
export const needsConnecting = ({ status }: Pick<Integration, 'status'>): boolean => status !== 'ACTIVE';

export const peopleText = (people: number): string => plural(people, 'person', 'people');

/** Asked once more before an integration is let go of: what it takes with it. */
export const disconnectWarning = ({ name, people }: Pick<Integration, 'name' | 'people'>): string =>
  people === 0
    ? `Parley gives its permission for ${name} back.`
    : `Parley gives its permission for ${name} back, and ${plural(people, 'person is', 'people are')} not reached there any more. Their questions go on to their next channel.`;

/**
 * What came of a check, in words that are true whatever happened: where the other side could not be asked, everything stays as
 * it was.
 */
export const checkText = (provider: Provider, { status }: Pick<Integration, 'status'>): string =>
  status === 'ACTIVE' ? `Checked: ${OWNER[provider]} did not refuse.` : 'Checked: locked out.';
