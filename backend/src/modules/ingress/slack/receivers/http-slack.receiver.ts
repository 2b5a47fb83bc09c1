import type { Clock } from '../../../../kernel/index.js';
import { isFromSlack } from '../domain/is-from-slack.js';
import { readRequest } from '../domain/read-request.js';
import { SlackIntake } from './slack-intake.js';

export interface HttpReply {
  status: number;
  /** '' or what is sent as JSON. */
  body: unknown;
}

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** Events over HTTP: what is not provably Slack's goes no further, and what cannot be kept is given back. */
export class HttpSlackReceiver extends SlackIntake {
  constructor(
    private readonly signingSecret: string,
    private readonly clock: Clock,
  ) {
    super();
  }

  /** The routes of the controller are there as long as the server is. */
  async start(): Promise<void> {}
  async stop(): Promise<void> {}

  async handle(raw: Buffer, headers: Headers): Promise<HttpReply> {
    const [timestamp, signature] = [one(headers['x-slack-request-timestamp']), one(headers['x-slack-signature'])];
    if (!isFromSlack({ body: raw, timestamp, signature }, this.signingSecret, this.clock.now())) return reply(401);
    const body = readRequest(raw, one(headers['content-type']));
    if (!body) return reply(400);
    if (body.type === 'url_verification') return reply(200, { challenge: body.challenge });
    if (body.ssl_check === '1') return reply(200);
    try {
      const retryNum = Number(one(headers['x-slack-retry-num']) ?? Number.NaN);
      const retry = { retryNum: Number.isInteger(retryNum) ? retryNum : undefined };
      return reply(200, await this.take({ body, ...retry, retryReason: one(headers['x-slack-retry-reason']) }));
    } catch (error) {
      this.log.warn(`not acknowledged: ${String(error)}`);
      return reply(503);
    }
  }
}

const reply = (status: number, body: unknown = ''): HttpReply => ({ status, body });

const one = (value: string | string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;
