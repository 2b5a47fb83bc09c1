import type { Slack } from '../core.js';
import type { Channel, Member } from '../model.js';
import type { InstallationRecord, TeamRecord } from '../store/data.js';
import type { Args } from './args.js';

/** Who calls with a bot token. */
export interface BotCaller {
  readonly team: TeamRecord;
  readonly installation: InstallationRecord;
  readonly bot: Member;
}

export interface BotCall extends BotCaller {
  readonly slack: Slack;
  readonly args: Args;
}

export interface OpenCall {
  readonly slack: Slack;
  readonly args: Args;
  /** As sent: for client credentials. */
  readonly authorization: string | undefined;
}

/** Answers with what stands beside `ok: true`, or throws a SlackError. */
export type Method =
  | { token: 'bot'; scopes: readonly string[] | ((call: BotCall) => readonly string[]); run(call: BotCall): object }
  | { token: 'app'; run(call: OpenCall): object }
  | { token: 'none'; run(call: OpenCall): object };

export const botMethod = (
  scopes: readonly string[] | ((call: BotCall) => readonly string[]),
  run: (call: BotCall) => object,
): Method => ({ token: 'bot', scopes, run });

const SCOPE_WORD: Readonly<Record<Channel['kind'], string>> = { public: 'channels', private: 'groups', im: 'im' };

/** The scope that is needed for this sort of channel: `channels:read`, `im:history` … */
export const scopeFor =
  (verb: 'history' | 'read') =>
  ({ slack, args }: BotCall): readonly string[] => {
    const channel = slack.store.channel(args.text('channel') ?? '');
    return channel ? [`${SCOPE_WORD[channel.kind]}:${verb}`] : [];
  };
