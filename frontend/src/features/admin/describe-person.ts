import type { AdminUser } from '@parley/contracts';
import { CHANNEL_NAME } from '@/components/channel-icon';
import { plural } from '@/lib/utils';

/** What an administrator can do about somebody that is asked once more first. */
export type PersonAct = 'disable' | 'promote' | 'demote' | 'sign out' | 'password';

interface Question {
  /** In the group's name. */
  title: string;
  text: string;
  yes: string;
}

const waiting = ({ waiting: count }: Pick<AdminUser, 'waiting'>): string =>
  count === 0
    ? ''
    : ` ${plural(count, 'question waits', 'questions wait')} for them: ${count === 1 ? 'it stays' : 'they stay'} open, nobody is asked, and ${count === 1 ? 'it goes' : 'they go'} on when the account is enabled again.`;

/** What it means, before it is done. */
export const questionOf = (act: PersonAct, person: Pick<AdminUser, 'name' | 'waiting'>): Question => {
  const { name } = person;
  switch (act) {
    case 'disable':
      return {
        title: `Disable ${name}?`,
        text: `Within seconds ${name} gets in nowhere any more, neither here nor by Slack or mail, and their programs neither.${waiting(person)}`,
        yes: 'Disable',
      };
    case 'promote':
      return {
        title: `Make ${name} an administrator?`,
        text: `${name} will see this page, connect mailboxes and workspaces, decide which tools run unasked, and disable people.`,
        yes: 'Make administrator',
      };
    case 'demote':
      return {
        title: `Make ${name} a member?`,
        text: `${name} will not see this page any more. Their own conversations stay as they are.`,
        yes: 'Make member',
      };
    case 'sign out':
      return {
        title: `Sign ${name} out everywhere?`,
        text: `Every login ends, and every access token of their programs is revoked. They can sign in again with their password.`,
        yes: 'Sign out everywhere',
      };
    case 'password':
      return {
        title: `Make a link for ${name} to set a new password?`,
        text: `Whoever opens it sets the password: give it to ${name} alone. It works once, for 24 hours, and signs them out everywhere.`,
        yes: 'Make the link',
      };
  }
};

/** How they come in, in one line. */
export const accessText = ({ logins, tokens, channels }: Pick<AdminUser, 'logins' | 'tokens' | 'channels'>): string => {
  const working = channels.filter(({ status }) => status === 'ACTIVE').map(({ type }) => CHANNEL_NAME[type]);
  const broken = channels
    .filter(({ status }) => status !== 'ACTIVE')
    .map(({ type }) => `${CHANNEL_NAME[type]} in trouble`);
  return [
    logins === 0 ? 'signed in nowhere' : `signed in at ${plural(logins, 'place')}`,
    ...(tokens > 0 ? [plural(tokens, 'access token')] : []),
    ...[...new Set([...working, ...broken])],
  ].join(' · ');
};
