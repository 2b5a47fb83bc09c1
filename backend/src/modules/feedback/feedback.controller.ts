import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiConflictResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import {
  answerFeedbackSchema,
  cancelFeedbackSchema,
  delegateFeedbackSchema,
  deliveryTimelineSchema,
  feedbackRequestSchema,
  feedbackStatusSchema,
  idSchema,
  problemSchema,
  snoozeFeedbackSchema,
} from '@parley/contracts';
import { z } from 'zod';
import { CurrentUser, MessageRateLimit, type Principal } from '../auth/index.js';
import { AnswerFeedback } from './answer-feedback.use-case.js';
import { CancelFeedback } from './cancel-feedback.use-case.js';
import { DelegateFeedback } from './delegate-feedback.use-case.js';
import { ShowDeliveries } from './delivery/show-deliveries.use-case.js';
import { ListRequests } from './list-requests.use-case.js';
import { SnoozeFeedback } from './snooze-feedback.use-case.js';

const listSchema = z.strictObject({
  status: feedbackStatusSchema.optional(),
  sessionId: idSchema.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

@ApiTags('feedback')
@ApiBearerAuth()
@Controller('api/feedback-requests')
export class FeedbackController {
  constructor(
    private readonly requests: ListRequests,
    private readonly answerFeedback: AnswerFeedback,
    private readonly cancelFeedback: CancelFeedback,
    private readonly delegateFeedback: DelegateFeedback,
    private readonly showDeliveries: ShowDeliveries,
    private readonly snoozeFeedback: SnoozeFeedback,
  ) {}

  @ApiOperation({ summary: 'Questions to me, most urgent first' })
  @ApiOkResponse({ standardSchema: z.object({ items: z.array(feedbackRequestSchema) }) })
  @Get()
  async list(@CurrentUser() user: Principal, @Query({ schema: listSchema }) query: z.infer<typeof listSchema>) {
    return { items: await this.requests.execute({ ...query, assigneeId: user.userId }) };
  }

  @ApiOperation({ summary: 'One question' })
  @ApiOkResponse({ standardSchema: feedbackRequestSchema })
  @Get(':id')
  one(@CurrentUser() user: Principal, @Param('id', { schema: idSchema }) id: string) {
    return this.requests.one(user.userId, id);
  }

  @ApiOperation({ summary: 'Answer a question; the first valid answer wins' })
  @ApiOkResponse({ standardSchema: feedbackRequestSchema })
  @ApiConflictResponse({
    standardSchema: problemSchema,
    description: 'feedback_already_settled: who was first, and when',
  })
  @ApiUnprocessableEntityResponse({ standardSchema: problemSchema, description: 'answer_invalid, with the fields' })
  @Post(':id/answer')
  @HttpCode(200)
  @MessageRateLimit()
  answer(
    @CurrentUser() user: Principal,
    @Param('id', { schema: idSchema }) requestId: string,
    @Body({ schema: answerFeedbackSchema }) { answer }: z.infer<typeof answerFeedbackSchema>,
  ) {
    const person = { id: user.userId, name: user.name };
    return this.answerFeedback.execute({ requestId, person, channel: 'WEB', answer, raw: JSON.stringify(answer) });
  }

  @ApiOperation({ summary: 'Withdraw a question' })
  @ApiOkResponse({ standardSchema: feedbackRequestSchema })
  @Post(':id/cancel')
  @HttpCode(200)
  cancel(
    @CurrentUser() user: Principal,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: cancelFeedbackSchema }) body: z.infer<typeof cancelFeedbackSchema>,
  ) {
    return this.cancelFeedback.execute(id, { id: user.userId, admin: user.role === 'ADMIN' }, body.reason);
  }

  @ApiOperation({ summary: 'How the question was brought to me, and what comes next' })
  @ApiOkResponse({ standardSchema: deliveryTimelineSchema })
  @Get(':id/deliveries')
  deliveries(@CurrentUser() user: Principal, @Param('id', { schema: idSchema }) id: string) {
    return this.showDeliveries.execute(id, user.userId);
  }

  @ApiOperation({ summary: 'Ask me again later' })
  @ApiOkResponse({ standardSchema: feedbackRequestSchema })
  @ApiUnprocessableEntityResponse({ standardSchema: problemSchema, description: 'snooze_invalid: why not then' })
  @Post(':id/snooze')
  @HttpCode(200)
  snooze(
    @CurrentUser() user: Principal,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: snoozeFeedbackSchema }) time: z.infer<typeof snoozeFeedbackSchema>,
  ) {
    return this.snoozeFeedback.execute(id, user.userId, time);
  }

  @ApiOperation({ summary: 'Hand the question on to somebody else' })
  @ApiOkResponse({ standardSchema: feedbackRequestSchema })
  @ApiUnprocessableEntityResponse({ standardSchema: problemSchema, description: 'unknown_person' })
  @Post(':id/delegate')
  @HttpCode(200)
  @MessageRateLimit()
  delegate(
    @CurrentUser() user: Principal,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: delegateFeedbackSchema }) { to }: z.infer<typeof delegateFeedbackSchema>,
  ) {
    return this.delegateFeedback.execute(id, { id: user.userId, name: user.name }, to);
  }
}
