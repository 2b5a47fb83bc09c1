import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  type DeadLetter,
  deadLetterListSchema,
  deadLetterSchema,
  deliveryPageSchema,
  idSchema,
  listDeliveriesSchema,
  type RetriedDeadLetters,
  retriedDeadLettersSchema,
  retryDeadLettersSchema,
} from '@parley/contracts';
import type { z } from 'zod';
import { AdminOnly, CurrentUser, type Principal } from '../../auth/index.js';
import { RetryDeadLetter } from './retry-dead-letter.use-case.js';
import { ShowOperations } from './show-operations.use-case.js';

@ApiTags('admin')
@ApiBearerAuth()
@AdminOnly()
@Controller('api/admin')
export class OperationsController {
  constructor(
    private readonly operations: ShowOperations,
    private readonly retryDeadLetter: RetryDeadLetter,
  ) {}

  @ApiOperation({ summary: 'Delivery attempts of everybody, newest first' })
  @ApiOkResponse({ standardSchema: deliveryPageSchema })
  @Get('deliveries')
  deliveries(
    @CurrentUser() user: Principal,
    @Query({ schema: listDeliveriesSchema }) query: z.infer<typeof listDeliveriesSchema>,
  ) {
    return this.operations.deliveries(query, user.userId);
  }

  @ApiOperation({ summary: 'What will not get further by itself' })
  @ApiOkResponse({ standardSchema: deadLetterListSchema })
  @Get('dead-letters')
  async deadLetters() {
    return { items: await this.operations.deadLetters() };
  }

  @ApiOperation({ summary: 'Try all dead letters of a kind again' })
  @ApiOkResponse({ standardSchema: retriedDeadLettersSchema })
  @Post('dead-letters/retry')
  @HttpCode(200)
  retryAll(
    @Body({ schema: retryDeadLettersSchema }) { kind }: z.infer<typeof retryDeadLettersSchema>,
  ): Promise<RetriedDeadLetters> {
    return this.retryDeadLetter.all(kind);
  }

  @ApiOperation({ summary: 'Try a dead letter again' })
  @ApiNoContentResponse()
  @Post('dead-letters/:kind/:id/retry')
  @HttpCode(204)
  async retry(
    @Param('kind', { schema: deadLetterSchema.shape.kind }) kind: DeadLetter['kind'],
    @Param('id', { schema: idSchema }) id: string,
  ): Promise<void> {
    await this.retryDeadLetter.execute(kind, id);
  }
}
