import type { WebClient } from '@slack/web-api';
import type { Located } from '../domain/channel-adapter.js';
import { slackAddress } from './domain/slack-address.js';
import { meaningOf } from './domain/slack-errors.js';
import { call } from './slack-api.js';
import type { SlackInstallation } from './slack-installations.js';

/** What a person may type: a member id, one with its workspace, or the mail address they use in Slack. */
type Wanted = { teamId: string | null } & ({ userId: string } | { email: string });

const MEMBER = /^(?:(T[A-Z0-9]{4,30})\s*[/:]\s*)?([UW][A-Z0-9]{4,30})$/i;
const read = (given: string): Wanted | null => {
  const [, teamId, userId] = MEMBER.exec(given) ?? [];
  if (userId) return { teamId: teamId?.toUpperCase() ?? null, userId: userId.toUpperCase() };
  return /^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(given) ? { teamId: null, email: given } : null;
};

interface Member {
  id?: string;
  name?: string;
  real_name?: string;
  team_id?: string;
  deleted?: boolean;
  is_bot?: boolean;
  is_stranger?: boolean;
  is_workflow_bot?: boolean;
}

/** Null: somebody who can be asked. */
const obstacle = (member: Member, { teamId, teamName }: SlackInstallation): string | null => {
  if (member.is_bot || member.is_workflow_bot || member.id === 'USLACKBOT') return 'is an app, not a person';
  if (member.deleted) return `is deactivated in the workspace ${teamName}`;
  // Of another workspace, and only seen through a shared channel.
  if (member.is_stranger || member.team_id !== teamId) return `is nobody of the workspace ${teamName} itself`;
  return null;
};

type Sought =
  | { kind: 'member'; installation: SlackInstallation; userId: string; name: string }
  | { kind: 'refused'; problem: string }
  | { kind: 'nobody' }
  /** The app may no longer ask there. */
  | { kind: 'closed' };

const ask = async (wanted: Wanted, installation: SlackInstallation, client: WebClient): Promise<Sought> => {
  const asked = await call('reads', () =>
    'email' in wanted
      ? client.users.lookupByEmail({ email: wanted.email })
      : client.users.info({ user: wanted.userId }),
  );
  if (!asked.ok) {
    if (asked.kind === 'not_found') return { kind: 'nobody' };
    if (asked.error && meaningOf(asked.error).brokenInstallation) return { kind: 'closed' };
    throw new Error(`The workspace ${installation.teamName} cannot be asked now. ${asked.message}`);
  }
  const member = asked.value.user as Member | undefined;
  if (!member?.id) return { kind: 'nobody' };
  const problem = obstacle(member, installation);
  return problem
    ? { kind: 'refused', problem }
    : { kind: 'member', installation, userId: member.id, name: member.real_name || member.name || member.id };
};

const inWords = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;

const conclude = (sought: readonly Sought[], asked: readonly SlackInstallation[]): Located => {
  const members = sought.filter((found) => found.kind === 'member');
  const [only] = members;
  if (only && members.length === 1) {
    const { teamId, teamName, integrationId } = only.installation;
    const label = `${only.name} (${teamName})`;
    return { ok: true, address: slackAddress(teamId, only.userId), integrationId, label };
  }
  if (only) {
    const places = inWords(members.map(({ installation }) => installation.teamName));
    const example = `${only.installation.teamId}/${only.userId}`;
    return { ok: false, problem: `could be somebody in ${places}: write it with the workspace, such as ${example}` };
  }
  const refused = sought.find((found) => found.kind === 'refused');
  if (refused) return { ok: false, problem: refused.problem };
  return { ok: false, problem: `is nobody in the workspace ${inWords(asked.map(({ teamName }) => teamName))}` };
};

/**
 * Who is meant, among the members of the workspaces where the app is installed. It says where somebody can be reached, and
 * proves nothing: that takes a code (SLK-4).
 * @throws when a workspace cannot be asked now
 */
export const locateMember = async (
  given: string,
  installations: readonly SlackInstallation[],
  clientOf: (installation: SlackInstallation) => WebClient,
): Promise<Located> => {
  const wanted = read(given);
  if (!wanted) return { ok: false, problem: 'is neither a Slack member ID such as U024BE7LH nor a mail address' };
  const asked = installations.filter(({ teamId }) => wanted.teamId === null || teamId === wanted.teamId);
  if (asked.length === 0)
    return { ok: false, problem: 'is in no workspace that Parley is installed in: ask an administrator to install it' };
  const sought = await Promise.all(asked.map((installation) => ask(wanted, installation, clientOf(installation))));
  return conclude(sought, asked);
};
