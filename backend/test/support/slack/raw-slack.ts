import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';

export interface SignedPost {
  url: string;
  secret: string;
  body: string | Buffer;
  /** Seconds from now. */
  ageS?: number;
  contentType?: string;
  headers?: Record<string, string | undefined>;
}

/** A request as Slack makes it, in every part of which a test may lie. */
export const postSigned = ({
  url,
  secret,
  body,
  ageS = 0,
  contentType = 'application/json',
  headers = {},
}: SignedPost) => {
  const timestamp = String(Math.floor(Date.now() / 1_000) - ageS);
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`;
  const all = {
    'content-type': contentType,
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': signature,
    ...headers,
  };
  const present = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return fetch(url, { method: 'POST', headers: Object.fromEntries(present), body: new Uint8Array(Buffer.from(body)) });
};

const newTs = (): string =>
  `${Math.floor(Date.now() / 1_000)}.${String(Math.floor(Math.random() * 1e6)).padStart(6, '0')}`;

/** What somebody without an account wrote to the app directly, as Slack tells it. */
export const messageEvent = (text: string, ts = newTs()) => ({
  type: 'event_callback',
  token: 'verification-token-of-old',
  team_id: 'T0ACME',
  api_app_id: 'A0PARLEY',
  event_id: `Ev${ts.replace('.', '')}`,
  event_time: Math.floor(Date.now() / 1_000),
  authorizations: [{ enterprise_id: null, team_id: 'T0ACME', user_id: 'U0PARLEY', is_bot: true }],
  event: {
    type: 'message',
    channel: 'D0DIRECT',
    channel_type: 'im',
    user: 'U0JUN',
    text,
    ts,
    event_ts: ts,
    team: 'T0ACME',
  },
});

const CHUNK = Buffer.alloc(64 * 1024, 'x');

/**
 * Streams a body that has no end in sight, from one and the same piece of memory, so that what grows is the server.
 * @returns what the server said
 */
export const flood = async (url: string, bytes: number, how: 'length' | 'chunked'): Promise<string> => {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let heard = '';
  socket.on('data', (data) => {
    heard += data.toString('latin1');
  });
  const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()).on('error', () => resolve()));
  const size = how === 'length' ? `Content-Length: ${bytes}` : 'Transfer-Encoding: chunked';
  socket.write(`POST /slack/events HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${size}\r\n\r\n`);
  for (let left = bytes; left > 0 && !socket.destroyed; left -= CHUNK.length) {
    if (how === 'chunked') socket.write(`${CHUNK.length.toString(16)}\r\n`);
    const flows = socket.write(CHUNK);
    if (how === 'chunked') socket.write('\r\n');
    if (!flows) await Promise.race([once(socket, 'drain'), closed]);
  }
  if (how === 'chunked' && !socket.destroyed) socket.write('0\r\n\r\n');
  socket.end();
  await closed;
  return heard;
};

export interface Click {
  team?: string;
  user: string;
  userTeam?: string;
  channel: string;
  ts: string;
  threadTs?: string | undefined;
  actionId: string;
  value: string;
}

/** A click as Slack tells it, as a form; whatever a test wants to be wrong in it is. */
export const clickPayload = ({
  team = 'T0ACME',
  user,
  userTeam = team,
  channel,
  ts,
  threadTs,
  actionId,
  value,
}: Click): string => {
  const at = `${Date.now() / 1_000}`;
  const payload = {
    type: 'block_actions',
    api_app_id: 'A0PARLEY',
    team: { id: team, domain: 'acme' },
    user: { id: user, team_id: userTeam, username: 'x' },
    channel: { id: channel, name: 'x' },
    container: { type: 'message', message_ts: ts, channel_id: channel },
    message: { type: 'message', ts, ...(threadTs && { thread_ts: threadTs }) },
    trigger_id: `1.2.${at}`,
    actions: [
      {
        type: 'button',
        action_id: actionId,
        block_id: 'b',
        value,
        action_ts: at,
        text: { type: 'plain_text', text: 'x' },
      },
    ],
  };
  return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
};
