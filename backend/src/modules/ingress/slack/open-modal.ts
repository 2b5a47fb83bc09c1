import { Injectable } from '@nestjs/common';
import type { FeedbackRequest } from '@parley/contracts';
import type { ModalView } from '@slack/web-api';
import { buildFeedbackCard, type Control, cardModal, slackAddress } from '../../channels/index.js';
import { ListRequests } from '../../feedback/index.js';
import { InboundRepository, type Sender } from '../inbound/inbound.repository.js';

/** What of a click says who clicked and where. Proven by Slack's signature, unlike what stands in the control. */
export interface Clicked {
  team: { id: string } | null;
  user: { id: string; team_id?: string };
  channel?: { id: string };
  message?: { ts: string; thread_ts?: string };
}

export type Opened = { view: ModalView } | { refusal: string };

/**
 * The form in which a question is answered, for who is asked and nobody else: what it shows is as private as the question. Who
 * is not known here, is not asked, or clicks on something that is no card of this question gets a refusal that says nothing of
 * it (T4, T5).
 */
@Injectable()
export class OpenModal {
  constructor(
    private readonly inbound: InboundRepository,
    private readonly requests: ListRequests,
  ) {}

  async prepare(clicked: Clicked, { requestId, purpose }: Extract<Control, { kind: 'open' }>): Promise<Opened> {
    const at = placeOf(clicked);
    const sender = await this.senderOf(clicked);
    if (!sender || !at) return { refusal: UNKNOWN };
    const [request] = await this.requests.byIds([requestId]);
    if (!request || request.assigneeId !== sender.person.id) return { refusal: NOT_YOURS };
    const { team, channel, ts } = at;
    if (!(await this.inbound.cardOf(requestId, sender.channelId, { team, channel, ts }))) return { refusal: NOT_YOURS };
    if (request.status !== 'PENDING') return { refusal: overWords(request) };
    const view = cardModal(buildFeedbackCard(request), purpose, at);
    return view ? { view } : { refusal: 'This question is answered in the web app: open it there.' };
  }

  private async senderOf({ team, user }: Clicked): Promise<Sender | null> {
    const teamId = user.team_id ?? team?.id;
    return teamId ? this.inbound.sender('SLACK', slackAddress(teamId, user.id)) : null;
  }
}

const UNKNOWN = 'I do not know whose account you are, so you cannot answer here. `/parley link` changes that.';
const NOT_YOURS = 'This question is not yours to answer. Nothing was changed.';

const overWords = ({ status, response }: FeedbackRequest): string =>
  status === 'ANSWERED' && response
    ? `This was answered already, by ${response.by.name}.`
    : 'This question is over: nobody waits for it any more.';

const placeOf = ({ team, channel, message }: Clicked) =>
  team && channel && message
    ? { team: team.id, channel: channel.id, ts: message.ts, threadTs: message.thread_ts ?? message.ts }
    : null;
