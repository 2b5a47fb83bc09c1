import { Inject, Injectable } from '@nestjs/common';
import { buildFeedbackCard, cardMail, linesOf } from '../../../channels/index.js';
import { ListRequests } from '../../../feedback/index.js';
import { EMAIL_INGRESS, type EmailIngressSettings } from '../email-settings.js';

/** A question as it stood in our mail, but for the links behind its buttons, which no two mails share. */
@Injectable()
export class AskedLines {
  constructor(
    private readonly requests: ListRequests,
    @Inject(EMAIL_INGRESS) private readonly settings: EmailIngressSettings,
  ) {}

  async of(requestId: string): Promise<readonly string[]> {
    const [request] = await this.requests.byIds([requestId]);
    if (!request) return [];
    const { publicUrl } = this.settings;
    const link = `${publicUrl}/sessions/${request.sessionId}`;
    return linesOf(cardMail(buildFeedbackCard({ ...request, status: 'PENDING' }), { link, answer: publicUrl }));
  }
}
