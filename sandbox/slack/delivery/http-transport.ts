import { type PostResult, post } from '../../kit/index.js';
import type { SlackApp, SlackConnection } from '../types.js';
import { signedHeaders } from './signature.js';
import type { Parcel, Reply, Transport } from './transport.js';

type HttpConnection = Extract<SlackConnection, { mode: 'http' }>;

const JSON_BODY = 'application/json';
const FORM_BODY = 'application/x-www-form-urlencoded';
const USER_AGENT = 'Slackbot 1.0 (+https://api.slack.com/robots)';

/** The app may answer with JSON, with plain words (a command's reply), or with nothing. */
const readAck = (text: string): unknown => {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

const toReply = (result: PostResult): Reply => {
  if (result.kind === 'timeout') return { outcome: 'http_timeout' };
  if (result.kind === 'failed') return { outcome: 'connection_failed' };
  const { status, headers, text } = result;
  if (status >= 200 && status < 300) return { outcome: 'acked', status, body: readAck(text) };
  return { outcome: 'http_error', status, noRetry: headers['x-slack-no-retry'] === '1' };
};

/** Events, interactions and commands over signed HTTP requests. */
export class HttpTransport implements Transport {
  readonly via = 'http';

  constructor(
    private readonly connection: HttpConnection,
    private readonly app: SlackApp,
    private readonly ackTimeoutMs: number,
  ) {}

  async send({ type, payload, retryNum, retryReason }: Parcel): Promise<Reply> {
    const retry: Record<string, string> =
      retryNum === null
        ? {}
        : { 'x-slack-retry-num': String(retryNum), 'x-slack-retry-reason': retryReason ?? 'http_error' };
    if (type === 'events_api') {
      return toReply(await this.post(this.connection.eventsUrl, JSON.stringify(payload), JSON_BODY, retry));
    }
    const { interactivityUrl, commandsUrl } = this.connection;
    const fields = type === 'interactive' ? { payload: JSON.stringify(payload) } : (payload as Record<string, string>);
    const url = type === 'interactive' ? interactivityUrl : commandsUrl;
    return toReply(await this.post(url, new URLSearchParams(fields).toString(), FORM_BODY, retry));
  }

  /** Does the events URL give the challenge back? */
  async verify(challenge: string): Promise<boolean> {
    const body = JSON.stringify({ token: this.app.verificationToken, challenge, type: 'url_verification' });
    const result = await this.post(this.connection.eventsUrl, body, JSON_BODY, {});
    if (result.kind !== 'response' || result.status !== 200) return false;
    const answer = readAck(result.text) as { challenge?: unknown } | string | undefined;
    return (typeof answer === 'object' ? answer.challenge : answer) === challenge;
  }

  private post(url: string, body: string, type: string, extra: Record<string, string>): Promise<PostResult> {
    const headers = { 'content-type': type, 'user-agent': USER_AGENT, accept: '*/*', ...extra };
    return post(url, body, { ...headers, ...signedHeaders(body, this.app.signingSecret) }, this.ackTimeoutMs);
  }
}
