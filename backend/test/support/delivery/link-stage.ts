import type { AnsweredLink, AnswerLink, FeedbackQuestionInput, FeedbackRequest } from '@parley/contracts';
import { expect } from 'vitest';
import { DeliveryTokens } from '../../../src/modules/feedback/index.js';
import { call, type Person, soon } from '../product/index.js';
import { DeliveryStage, type StagePerson } from './delivery-stage.js';

export const CHOICE: FeedbackQuestionInput = {
  type: 'CHOICE',
  question: 'Which list?',
  allowOther: true,
  options: [
    { value: 'beta', label: 'Beta users' },
    { value: 'all', label: 'Everyone' },
  ],
};
export const APPROVAL: FeedbackQuestionInput = {
  type: 'APPROVAL',
  question: 'May I?',
  action: { tool: 'sql.drop', arguments: { table: 'users' }, destructive: true },
};
export const NOTICE: FeedbackQuestionInput = { type: 'NOTICE', question: 'The run is over.' };

const bearer = (as: Person | null): Record<string, string> => (as ? { authorization: `Bearer ${as.token}` } : {});

/** Questions that went out by mail, and what their links are good for. */
export class LinkStage {
  private constructor(
    readonly stage: DeliveryStage,
    /** Is asked, by mail. */
    readonly mira: StagePerson,
    readonly noa: Person,
  ) {}

  static async start(): Promise<LinkStage> {
    const stage = await DeliveryStage.start();
    return new LinkStage(stage, await stage.personOn(['EMAIL', 'WEB']), await stage.product.signUp('Noa'));
  }

  get tokens(): DeliveryTokens {
    return this.stage.product.nest.get(DeliveryTokens);
  }

  readonly sql = (text: string, ...values: unknown[]) => this.stage.product.pool.query(text, values);

  readonly mailed = async (question: FeedbackQuestionInput, to = this.mira) => {
    const request = await to.asked(question);
    return { request, token: await this.linkOf(request) };
  };

  readonly look = (token: string, as: Person | null = null) =>
    call<AnswerLink>(this.at('look'), 'POST', bearer(as), { token });

  readonly press = (token: string, what: object, as: Person | null = null) =>
    call<AnsweredLink>(this.at('answer'), 'POST', bearer(as), { token, ...what });

  readonly now = async (request: FeedbackRequest, who = this.mira.person): Promise<FeedbackRequest> =>
    (await who.get(`/api/feedback-requests/${request.id}`)).body;

  readonly responses = async ({ id }: FeedbackRequest) => {
    const columns = 'outcome, channel, raw, text';
    return (await this.sql(`SELECT ${columns} FROM feedback_response WHERE request_id = $1 ORDER BY at`, id)).rows;
  };

  close(): Promise<void> {
    return this.stage.close();
  }

  private at(what: 'look' | 'answer'): string {
    return `${this.stage.product.url}/api/answer-links/${what}`;
  }

  /** The link of the mail that brought a question, as a further try of it would carry it. */
  private async linkOf(request: FeedbackRequest): Promise<string> {
    const attemptId = await soon(async () => {
      const { rows } = await this.sql(
        `SELECT a.id FROM delivery_attempt a JOIN communication_channel c ON c.id = a.channel_id
         WHERE a.request_id = $1 AND c.type = 'EMAIL' AND a.status = 'ACCEPTED' AND a.purpose = 'REQUEST'`,
        request.id,
      );
      expect(rows).toHaveLength(1);
      return rows[0].id as string;
    });
    return (await this.tokens.mint(attemptId)).link;
  }
}
