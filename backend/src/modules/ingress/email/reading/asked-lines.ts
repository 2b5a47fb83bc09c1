import { Inject, Injectable } from '@nestjs/common';
import { linesOfAsked } from '../../../channels/index.js';
import { ListRequests } from '../../../feedback/index.js';
import { EMAIL_INGRESS, type EmailIngressSettings } from '../email-settings.js';

/** What we know of the mail that is answered, by the question that it brought. */
@Injectable()
export class AskedLines {
  constructor(
    private readonly requests: ListRequests,
    @Inject(EMAIL_INGRESS) private readonly settings: EmailIngressSettings,
  ) {}

  async of(requestId: string): Promise<readonly string[]> {
    const [request] = await this.requests.byIds([requestId]);
    return request ? linesOfAsked(request, this.settings.publicUrl) : [];
  }
}
