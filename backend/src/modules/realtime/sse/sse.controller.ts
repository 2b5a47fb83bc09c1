import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { idSchema, seqSchema } from '@parley/contracts';
import type { Response } from 'express';
import { z } from 'zod';
import { CurrentUser, type Principal } from '../../auth/index.js';
import { MessageStreams } from '../../messages/index.js';
import { SessionAccess, SessionEventRepository, SessionFeed } from '../../sessions/index.js';
import { FollowedSessions } from '../followed-sessions.js';
import { Subscription } from '../subscription.js';
import { SseStream } from './sse-stream.js';
import { SseStreams } from './sse-streams.js';

const querySchema = z.strictObject({
  session_id: idSchema,
  /** From a query everything comes as text. */
  after: z.coerce.number().pipe(seqSchema).default(0),
});
/** What is no id of ours counts as none: the stream begins where the query says. */
const lastIdSchema = z.coerce.number().pipe(seqSchema).optional().catch(undefined);

@ApiTags('sessions')
@ApiBearerAuth()
@Controller('api/sse')
export class SseController {
  constructor(
    private readonly access: SessionAccess,
    private readonly streams: SseStreams,
    private readonly events: SessionEventRepository,
    private readonly feed: SessionFeed,
    private readonly texts: MessageStreams,
    private readonly followed: FollowedSessions,
  ) {}

  @ApiOperation({
    summary: 'A session as server-sent events',
    description:
      '`connected`, then what came after `after` or `Last-Event-ID`, once each and in order, then what happens. Events of the log have their `seq` ' +
      'as id and their type as name; `message.completed` is named `message_complete`. `chunk` is text while it is made: the text of the message from ' +
      '`offset` on is `chunk`. It ends with the access token: connect again with a new one.',
  })
  @ApiHeader({ name: 'Last-Event-ID', required: false })
  @ApiOkResponse({ description: 'text/event-stream' })
  @Get()
  async follow(
    @CurrentUser() user: Principal,
    @Query({ schema: querySchema }) { session_id: sessionId, after }: z.infer<typeof querySchema>,
    @Headers('last-event-id') lastId: string | undefined,
    @Res() response: Response,
  ): Promise<void> {
    await this.access.requireOwner(user.userId, sessionId);
    this.streams.assertRoomFor(user.userId);
    const from = lastIdSchema.parse(lastId || undefined) ?? after;
    const stream = new SseStream(user, response);
    stream.connected(sessionId, from);
    const { events, feed, texts, followed } = this;
    const subscription = new Subscription(sessionId, from, stream, { events, feed, streams: texts, followed });
    const leave = this.streams.join(stream);
    response.once('close', () => {
      leave();
      subscription.end();
    });
    // Past its beginning a failure has no status any more: the reader comes again.
    await subscription.start().catch(() => stream.close());
  }
}
