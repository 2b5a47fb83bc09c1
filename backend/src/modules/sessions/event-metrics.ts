import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { FeedbackRequest, Run, SessionEvent, Step } from '@parley/contracts';
import { Metrics } from '../../platform/telemetry/index.js';
import { SessionFeed } from './session-feed.js';

/** Why a question is asked on a further channel. */
const ESCALATES: ReadonlySet<string> = new Set(['after_failure', 'after_silence', 'after_absence']);
const NOBODY = 'none';

const secondsBetween = (from: string, to: string | null): number =>
  to === null ? 0 : (Date.parse(to) - Date.parse(from)) / 1_000;

/**
 * What the log of a session says happened, as numbers and as lines for operators. Told once, by the process that committed it:
 * without what was asked, answered or said, and without anybody's name.
 */
@Injectable()
export class EventMetrics implements OnModuleInit {
  private readonly log = new Logger('Session');

  constructor(
    private readonly metrics: Metrics,
    private readonly feed: SessionFeed,
  ) {}

  onModuleInit(): void {
    this.feed.onPublished((event) => this.note(event));
  }

  private note(event: SessionEvent): void {
    this.metrics.count('sessionEvents', { type: event.type });
    switch (event.type) {
      case 'run.updated':
        this.run(event.payload.run);
        break;
      case 'step.finished':
        this.step(event.payload.step);
        break;
      case 'feedback.requested':
        this.metrics.count('questionsAsked', { type: event.payload.request.question.type });
        break;
      case 'feedback.settled':
        this.settled(event.payload.request);
        break;
      case 'delivery.updated':
        this.delivery(event.payload);
        break;
      default:
    }
  }

  private run({ id, sessionId, agent, status, createdAt, endedAt }: Run): void {
    if (!endedAt) return;
    const [outcome, seconds] = [status.toLowerCase(), secondsBetween(createdAt, endedAt)];
    this.metrics.observe('runSeconds', { agent, outcome }, seconds);
    this.log.log({ msg: 'run ended', runId: id, sessionId, agent, outcome, seconds });
  }

  private step({ kind, status, startedAt, endedAt }: Step): void {
    // How long a question waited is told by its answer.
    if (kind === 'ASK' || !endedAt) return;
    const labels = { kind: kind.toLowerCase(), outcome: status.toLowerCase() };
    this.metrics.observe('stepSeconds', labels, secondsBetween(startedAt, endedAt));
  }

  private settled({ id, sessionId, status, createdAt, settledAt, response }: FeedbackRequest): void {
    const channel = response?.channel.toLowerCase() ?? NOBODY;
    this.metrics.count('questionsSettled', { status: status.toLowerCase(), channel });
    if (response) this.metrics.observe('answerSeconds', { channel }, secondsBetween(createdAt, settledAt));
    else if (status !== 'CANCELLED')
      this.log.log({ msg: `question ${status.toLowerCase()}`, feedbackRequestId: id, sessionId });
  }

  private delivery({
    channel,
    purpose,
    status,
    why,
  }: Extract<SessionEvent, { type: 'delivery.updated' }>['payload']): void {
    // The web has it with the commit that decided so; to the others it is yet to be brought.
    const begins = status === (channel === 'WEB' ? 'ACCEPTED' : 'PENDING');
    if (begins && purpose === 'REQUEST' && ESCALATES.has(why))
      this.metrics.count('escalations', { channel: channel.toLowerCase(), why });
  }
}
