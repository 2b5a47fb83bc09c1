import { randomBytes } from 'node:crypto';
import type { Slack } from '../core.js';
import { SlackError } from '../errors.js';
import type { EphemeralMessage, JsonObject, Member, Message } from '../model.js';
import type { ResponseUrl } from '../store/data.js';
import { Args } from '../web-api/args.js';
import { readContent } from '../web-api/content.js';
import { addEphemeral, findEphemeral, removeEphemeral } from '../workspace/ephemerals.js';
import { addMessage, changeMessage, named, removeMessage } from '../workspace/messages.js';

/** Five times within half an hour: https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
const MOST_USES = 5;
const LIFETIME_MS = 30 * 60_000;

const forgetOld = ({ store }: Slack): void => {
  for (const [id, { expires }] of Object.entries(store.data.responseUrls)) {
    if (expires < Date.now() - LIFETIME_MS) delete store.data.responseUrls[id];
  }
};

export const newResponseUrl = (slack: Slack, about: Omit<ResponseUrl, 'expires' | 'uses'>): string => {
  forgetOld(slack);
  const id = randomBytes(18).toString('base64url');
  slack.store.data.responseUrls[id] = { ...about, expires: Date.now() + LIFETIME_MS, uses: 0 };
  slack.store.changed();
  return `${slack.url}/actions/${about.team_id}/${id}`;
};

const use = ({ store }: Slack, id: string): ResponseUrl => {
  const entry = Object.hasOwn(store.data.responseUrls, id) ? store.data.responseUrls[id] : undefined;
  if (!entry) throw new SlackError('invalid_url');
  if (entry.expires < Date.now()) throw new SlackError('expired_url');
  if (entry.uses >= MOST_USES) throw new SlackError('used_url');
  entry.uses += 1;
  store.changed();
  return entry;
};

const original = (
  slack: Slack,
  { channel, ts, user, ephemeral }: ResponseUrl,
): Message | EphemeralMessage | undefined => {
  if (ts === null) return undefined;
  return ephemeral ? findEphemeral(slack, channel, ts, user) : slack.store.message(channel, ts);
};

const isEphemeral = (message: Message): message is EphemeralMessage => 'is_ephemeral' in message;

const remove = (slack: Slack, entry: ResponseUrl): string => {
  const message = original(slack, entry);
  const channel = slack.store.channel(entry.channel);
  if (!message || !channel) throw new SlackError('message_not_found');
  if (isEphemeral(message)) removeEphemeral(slack, message);
  else removeMessage(slack, channel, message);
  return message.ts;
};

const replace = (slack: Slack, entry: ResponseUrl, body: Args, bot: Member): string => {
  const message = original(slack, entry);
  const channel = slack.store.channel(entry.channel);
  if (!message || !channel) throw new SlackError('message_not_found');
  const { text, blocks, attachments } = readContent(body, 'refuse');
  if (isEphemeral(message)) {
    Object.assign(message, { text, blocks: named(blocks), attachments });
    slack.store.changed({ channels: [channel.id], users: [message.to] });
  } else changeMessage(slack, channel, message, { text, blocks, attachments }, bot.id);
  return message.ts;
};

/** Writes what an app answers to somebody's command or click. */
export const writeReply = (
  slack: Slack,
  entry: Omit<ResponseUrl, 'expires' | 'uses'>,
  body: Args,
): Message | EphemeralMessage => {
  const channel = slack.store.channel(entry.channel);
  const bot = slack.store.member(slack.store.installation(entry.team_id)?.bot_user_id ?? '');
  if (!channel || !bot) throw new SlackError('channel_not_found');
  const threadTs = body.text('thread_ts');
  const draft = { ...readContent(body, 'refuse'), ...(threadTs && { threadTs }) };
  if (body.text('response_type') === 'in_channel') return addMessage(slack, channel, bot, draft);
  return addEphemeral(slack, channel, bot, entry.user, draft);
};

const act = (slack: Slack, entry: ResponseUrl, body: Args): string => {
  const bot = slack.store.member(slack.store.installation(entry.team_id)?.bot_user_id ?? '');
  if (!bot || bot.deleted) throw new SlackError('invalid_url');
  if (body.flag('delete_original')) return remove(slack, entry);
  if (body.flag('replace_original')) return replace(slack, entry, body, bot);
  return writeReply(slack, entry, body).ts;
};

/** @returns HTTP status and body, as Slack answers a response_url */
export const respond = (slack: Slack, id: string, json: JsonObject): { status: number; body: object } => {
  const known = slack.store.data.responseUrls[id];
  const about = {
    kind: 'response_url',
    time: new Date().toISOString(),
    team: known?.team_id ?? '',
    channel: known?.channel ?? '',
  } as const;
  try {
    const ts = act(slack, use(slack, id), new Args(json));
    slack.ledger.append({ ...about, ok: true, ts });
    return { status: 200, body: { ok: true } };
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    slack.ledger.append({ ...about, ok: false, error: error.code });
    return { status: 404, body: { ok: false, error: error.code, ...error.extra } };
  }
};
