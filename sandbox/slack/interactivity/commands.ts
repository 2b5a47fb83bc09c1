import { isObject } from '../block-kit/checks.js';
import type { Slack } from '../core.js';
import { SlackError } from '../errors.js';
import type { Channel, Member } from '../model.js';
import type { CommandOutcome } from '../types.js';
import { Args } from '../web-api/args.js';
import { newResponseUrl, writeReply } from './response-urls.js';

export const COMMANDS = ['/parley'];

const nameOf = (channel: Channel): string => (channel.kind === 'im' ? 'directmessage' : channel.name);

/** The form that Slack posts: https://docs.slack.dev/interactivity/implementing-slash-commands */
const formOf = (slack: Slack, member: Member, channel: Channel, command: string, text: string) => {
  const place = { team_id: member.team_id, channel: channel.id, user: member.id, ts: null, ephemeral: false };
  return {
    ...{
      token: slack.app.verificationToken,
      team_id: member.team_id,
      team_domain: slack.store.team(member.team_id)?.domain ?? '',
    },
    ...{ channel_id: channel.id, channel_name: nameOf(channel), user_id: member.id, user_name: member.name },
    ...{ command, text, api_app_id: slack.app.appId, is_enterprise_install: 'false' },
    response_url: newResponseUrl(slack, place),
    trigger_id: slack.triggers.issue(member.team_id, member.id),
  };
};

const show = (slack: Slack, member: Member, channel: Channel, body: unknown): CommandOutcome => {
  const said = typeof body === 'string' ? { text: body } : body;
  if (!isObject(said) || Object.keys(said).length === 0) return { ok: true, reply: null };
  const place = { team_id: member.team_id, channel: channel.id, user: member.id, ts: null, ephemeral: false };
  return { ok: true, reply: structuredClone(writeReply(slack, place, new Args(said))) };
};

export const runCommand = async (
  slack: Slack,
  member: Member,
  channel: Channel,
  command: string,
  text: string,
): Promise<CommandOutcome> => {
  const installation = slack.store.installation(member.team_id);
  const isKnown = COMMANDS.includes(command) && installation?.scopes.includes('commands');
  if (!isKnown) return { ok: false, error: `${command} is not a valid command.` };
  const form = formOf(slack, member, channel, command, text);
  const about = { event: command, team: member.team_id, channel: channel.id, user: member.id };
  const reply = await slack.courier.ask('slash_commands', form, about);
  if (reply.outcome === 'http_timeout')
    return { ok: false, error: `${command} failed with the error "operation_timeout"` };
  if (reply.outcome !== 'acked') return { ok: false, error: `${command} failed with the error "dispatch_failed"` };
  try {
    return show(slack, member, channel, reply.body);
  } catch (error) {
    if (error instanceof SlackError) return { ok: false, error: `${command} failed with the error "${error.code}"` };
    throw error;
  }
};
