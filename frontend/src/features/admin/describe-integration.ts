import type { Integration, IntegrationList } from '@parley/contracts';
import { plural } from '@/lib/utils';

export type Tone = 'good' | 'quiet' | 'warning' | 'danger';
export interface IntegrationState {
  word: string;
  tone: Tone;
  /** What it means and what to do. Null when all is well. */
  explanation: string | null;
}

type SlackSetup = IntegrationList['slack'];

const WHERE = '(“Connect Slack” in the README)';

/** Why no workspace can be connected from here, and what to set. Null: it can. */
export const whyNoInstall = ({ connected, canInstall }: SlackSetup): string | null => {
  if (canInstall) return null;
  return connected
    ? `To connect more workspaces from here, set SLACK_CLIENT_ID and SLACK_CLIENT_SECRET and restart Parley ${WHERE}.`
    : `To connect a workspace from here, set SLACK_CLIENT_ID, SLACK_CLIENT_SECRET and either SLACK_SIGNING_SECRET or SLACK_APP_TOKEN, and restart Parley ${WHERE}.`;
};

const howAgain = ({ connected, canInstall }: SlackSetup): string => {
  if (canInstall) return 'choose this workspace at Slack.';
  return connected ? 'set a new SLACK_BOT_TOKEN and restart Parley.' : `set Slack up first ${WHERE}.`;
};

const working = (people: number): IntegrationState => ({
  word: 'Works',
  tone: 'good',
  explanation:
    people > 0
      ? null
      : 'Nobody is reached through it yet. People join by /parley link in Slack, or under Settings\u00a0→\u00a0Channels.',
});

/** Slack's own words stand in `problem`; here is what follows from it. */
export const integrationState = (
  { status, people, problem }: Pick<Integration, 'status' | 'people' | 'problem'>,
  slack: SlackSetup,
): IntegrationState => {
  switch (status) {
    case 'DISABLED':
      return {
        word: 'Disconnected',
        tone: 'quiet',
        explanation: `${problem ?? 'It was disconnected.'} Its token is forgotten. To use it again, ${howAgain(slack)}`,
      };
    case 'NEEDS_REAUTH':
      return {
        word: 'Locked out',
        tone: 'danger',
        explanation: `${problem ?? 'Slack does not let Parley in any more. Connect it again.'} For that, ${howAgain(slack)} Questions go on to the next channel meanwhile.`,
      };
    case 'ACTIVE':
      if (slack.connected) return working(people);
      return {
        word: 'Not in use',
        tone: 'warning',
        explanation: `Slack is not set up at this Parley any more: questions pass it over. Set SLACK_SIGNING_SECRET or SLACK_APP_TOKEN and restart Parley ${WHERE}.`,
      };
  }
};

/** Broken or given up: connecting it anew is what is left to do. */
export const needsConnecting = ({ status }: Pick<Integration, 'status'>): boolean => status !== 'ACTIVE';

export const peopleText = (people: number): string => plural(people, 'person', 'people');

/** Asked once more before a workspace is let go of: what it takes with it. */
export const disconnectWarning = ({ name, people }: Pick<Integration, 'name' | 'people'>): string =>
  people === 0
    ? `Parley gives its permission for ${name} back.`
    : `Parley gives its permission for ${name} back, and ${plural(people, 'person is', 'people are')} not reached there any more. Their questions go on to their next channel.`;

/**
 * What came of a check, in words that are true whatever happened: where Slack could not be asked, everything stays as it was.
 */
export const checkText = ({ status }: Pick<Integration, 'status'>): string =>
  status === 'ACTIVE' ? 'Checked: Slack did not refuse.' : 'Checked: locked out.';
