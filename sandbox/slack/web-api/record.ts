import type { CallEntry } from '../ledger.js';
import type { Args } from './args.js';
import type { Caller } from './authorise.js';

export interface Answer {
  status: number;
  body: Record<string, unknown>;
  headers?: Record<string, string>;
}

const idOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : ((value as { id?: string } | undefined)?.id ?? undefined);

const MOST_TEXT = 1_000;

const summary = (args: Args, body: Record<string, unknown>): Partial<CallEntry> => {
  const metadata = safeMetadata(args);
  const known = {
    channel: idOf(body.channel) ?? args.text('channel'),
    user: args.text('user') ?? args.text('users') ?? args.text('user_id'),
    thread_ts: args.text('thread_ts'),
    ts: idOf(body.ts) ?? idOf(body.message_ts) ?? args.text('ts') ?? args.text('timestamp'),
    text: args.text('text')?.slice(0, MOST_TEXT),
    view_id: idOf(body.view),
    ...metadata,
  };
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
};

const safeMetadata = (args: Args): Partial<CallEntry> => {
  try {
    const { event_type, event_payload } = (args.json('metadata') ?? {}) as Partial<CallEntry>;
    return { event_type, event_payload };
  } catch {
    return {};
  }
};

const tokenOf = (caller: Caller): CallEntry['token'] => (caller.kind === 'refused' ? caller.token : caller.kind);
export const teamOf = (caller: Caller): string | null => {
  if (caller.kind === 'bot') return caller.bot.team.id;
  return caller.kind === 'refused' ? caller.team : null;
};

export const callEntry = (
  method: string,
  caller: Caller,
  args: Args,
  { status, body }: Answer,
  fault?: string,
): CallEntry => ({
  ...{ kind: 'call', time: new Date().toISOString(), method, team: teamOf(caller), token: tokenOf(caller) },
  ...{
    ok: body.ok === true,
    status,
    ...(typeof body.error === 'string' && { error: body.error }),
    ...(fault && { fault }),
  },
  ...summary(args, body),
});
